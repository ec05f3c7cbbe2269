# The image for containers: a Debian of debootstrap with the package, made by buildah without a daemon.
# shellcheck shell=bash disable=SC2154  # scripts/package sets these variables

make_image() {
    local package folder archive=$out/ocr-invoice-$version-$architecture.image.tar
    command -v buildah >/dev/null && command -v debootstrap >/dev/null || fail "buildah or debootstrap is missing; run scripts/setup --packaging"
    [ "$(id -u)" = 0 ] || fail "an image needs root, for debootstrap"
    package=$(out=$work make_deb)
    container=$(buildah from --format docker scratch)
    trap 'buildah rm "$container" >/dev/null; rm -rf "$work"' EXIT
    folder=$(buildah mount "$container")
    fill_image "$folder" "$package" >&2
    configure_image "$container"
    rm -f "$archive"
    buildah commit --quiet --format docker "$container" "docker-archive:$archive:ocr-invoice:$version" >&2
    gzip -f "-$compression" "$archive"
    printf '%s\n' "$archive.gz"
}

# What a server and a reader need, and nothing else: no init, no web server, no documentation.
fill_image() {
    local folder=$1 package=$2 suite
    suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$folder" http://deb.debian.org/debian
    printf 'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n' \
        >"$folder/etc/dpkg/dpkg.cfg.d/small"
    printf 'deb http://deb.debian.org/debian-security %s-security main\n' "$suite" >>"$folder/etc/apt/sources.list"
    # One number in each image, since volumes and compose files name it.
    mkdir -p "$folder/etc/sysusers.d"
    sed 's/^u ocr-invoice -/u ocr-invoice 999/' "$root/systemd/ocr-invoice.sysusers" >"$folder/etc/sysusers.d/ocr-invoice.conf"
    cp "$package" "$folder/root/package.deb"
    cp /etc/resolv.conf "$folder/etc/resolv.conf"
    local names
    names=$(dpkg-deb --field "$package" Recommends | tr ',' '\n' | grep -oE '(tesseract|hunspell|poppler)-[a-z-]+' | paste -sd ' ')
    # shellcheck disable=SC2086  # names are words
    chroot "$folder" sh -c 'apt-get update -qq && apt-get upgrade -y -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends systemd-standalone-sysusers libfcgi-bin /root/package.deb "$@"' sh $names
    # The settings of the installation have a secret key: a container gets its settings from its environment.
    rm -rf "$folder/etc/ocr-invoice.conf" "$folder/root/package.deb" "$folder/etc/nginx" "$folder/lib/systemd/system"/ocr-invoice* \
        "$folder/var/lib/apt/lists"/* "$folder/var/cache/apt"/* "$folder/var/log"/* "$folder/etc/resolv.conf"
    install -d "$folder/run/ocr-invoice" "$folder/var/cache/ocr-invoice"
    chroot "$folder" chown ocr-invoice:ocr-invoice /run/ocr-invoice /var/cache/ocr-invoice
    install -m 755 "$root/packaging/image/health" "$folder/usr/lib/ocr-invoice/health"
}

# The work folder is one in the volume, since a volume may belong to another user.
configure_image() {
    buildah config --user 999:999 --workingdir / --entrypoint '["/usr/bin/ocr-invoice"]' --cmd serve \
        --env OCR_INVOICE_LISTEN=unix:/run/ocr-invoice/ocr-invoice.sock --env OCR_INVOICE_WORK_FOLDER=/var/cache/ocr-invoice/work \
        --volume /run/ocr-invoice --volume /var/cache/ocr-invoice --stop-signal SIGTERM \
        --healthcheck 'CMD /usr/lib/ocr-invoice/health' --healthcheck-interval 15s --healthcheck-start-period 60s \
        --label "org.opencontainers.image.version=$version" --label org.opencontainers.image.title=ocr-invoice "$1"
}
