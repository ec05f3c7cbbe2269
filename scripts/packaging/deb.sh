# The packages of Debian: made with dpkg's own tools from the files of packaging/deb.
# shellcheck shell=bash disable=SC2154  # scripts/package sets these variables

make_deb() {
    local tree=$work/ocr-invoice
    install_programs "$tree/usr/lib/ocr-invoice" /usr/lib/ocr-invoice
    mkdir -p "$tree/usr/bin" "$tree/DEBIAN"
    ln -s ../lib/ocr-invoice/ocr-invoice "$tree/usr/bin/ocr-invoice"
    install_shared "$tree/usr/share"
    install_manual "$tree/usr/share/man/man1"
    install_services "$tree"
    install_site "$tree"
    install_notices ocr-invoice "$tree"
    write_control ocr-invoice "$tree" "$(dependencies "$tree")"
    printf '/etc/nginx/sites-available/ocr-invoice\n' >"$tree/DEBIAN/conffiles"
    install -m 755 "$root"/packaging/deb/{postinst,prerm,postrm} "$tree/DEBIAN/"
    build_deb "$tree"
}

# It is a package of its own: it is optional, and as large as all the rest.
make_line_recognition_deb() {
    local folder=${OCR_INVOICE_LINE_RECOGNITION:-/usr/local/lib/ocr-invoice/line-recognition} tree=$work/ocr-invoice-line-recognition
    [ -s "$folder/version" ] || fail "$folder has no line recogniser; run scripts/line-recognition --install"
    mkdir -p "$tree/usr/lib/ocr-invoice" "$tree/DEBIAN" "$tree/usr/share/doc/ocr-invoice-line-recognition"
    cp -R "$folder" "$tree/usr/lib/ocr-invoice/line-recognition"
    mv "$tree/usr/lib/ocr-invoice/line-recognition"/licences-* "$tree/usr/share/doc/ocr-invoice-line-recognition/"
    find "$tree/usr/lib" -name '*.so*' -type f -exec strip --strip-unneeded {} +
    chmod -R u=rwX,go=rX "$tree/usr"
    install_notices ocr-invoice-line-recognition "$tree"
    write_control ocr-invoice-line-recognition "$tree" "$(dependencies "$tree")"
    build_deb "$tree"
}

install_shared() {
    local share=$1
    install_console "$share/ocr-invoice/web"
    install -D -m 644 -t "$share/ocr-invoice" "$root/packaging/deb/database.sql" "$root/packaging/ocr-invoice.conf"
    install -D -m 644 -t "$share/ocr-invoice/nginx" "$root"/nginx/{errors,application,console,limits}.conf
    mkdir -p "$share/bash-completion/completions"
    "$bin/ocr-invoice" --generate-completion-script bash | sed '1{/^#!/d}' >"$share/bash-completion/completions/ocr-invoice"
}

# The program's own help, since a second text would soon tell something else.
install_manual() {
    mkdir -p "$1"
    {
        printf '.TH OCR-INVOICE 1 "" "%s"\n.SH NAME\nocr-invoice \\- turn invoices into data\n.SH DESCRIPTION\n.nf\n' "$version"
        "$bin/ocr-invoice" --help | sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'
        printf '.fi\n.SH SETTINGS\n.nf\n'
        "$bin/ocr-invoice" help settings | sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'
        printf '.fi\n'
    } | gzip -9n >"$1/ocr-invoice.1.gz"
}

install_services() {
    local unit
    mkdir -p "$1/lib/systemd/system"
    for unit in ocr-invoice.service ocr-invoice.socket ocr-invoice-worker.service; do
        sed 's|/usr/local/bin/|/usr/bin/|' "$root/systemd/$unit" >"$1/lib/systemd/system/$unit"
    done
    install -D -m 644 "$root/systemd/ocr-invoice.sysusers" "$1/usr/lib/sysusers.d/ocr-invoice.conf"
    install -D -m 644 "$root/systemd/ocr-invoice.tmpfiles" "$1/usr/lib/tmpfiles.d/ocr-invoice.conf"
}

# The site is not enabled: it needs a name and a certificate first.
install_site() {
    mkdir -p "$1/etc/nginx/sites-available"
    {
        printf '# Set your server name and certificate, link this file into /etc/nginx/sites-enabled/, and run nginx -t.\n\n'
        sed -e '/^# /{1,3d}' -e 's|/etc/nginx/ocr-invoice/|/usr/share/ocr-invoice/nginx/|; s|/usr/local/share/ocr-invoice/|/usr/share/ocr-invoice/|' \
            "$root/nginx/invoices.conf"
    } | cat -s >"$1/etc/nginx/sites-available/ocr-invoice"
}

install_notices() {
    local name=$1 doc=$2/usr/share/doc/$1 date
    mkdir -p "$doc" "$2/usr/share/lintian/overrides"
    install -m 644 "$root/packaging/deb/$name.copyright" "$doc/copyright"
    if [ "$name" = ocr-invoice ]; then
        install -m 644 "$root/NOTICE" "$doc/"
        [ ! -r "$(swift_licence)" ] || gzip -9n <"$(swift_licence)" >"$doc/swift-licence.txt.gz"
    fi
    date=$(date -u -R -d "@$SOURCE_DATE_EPOCH")
    sed "s|@VERSION@|$version|; s|@DATE@|$date|; s|@PACKAGE@|$name|; s|@MAINTAINER@|$maintainer|" "$root/packaging/deb/changelog.in" | gzip -9n >"$doc/changelog.gz"
    install -m 644 "$root/packaging/deb/$name.lintian-overrides" "$2/usr/share/lintian/overrides/$name"
}

# The packages of the libraries that the programs load, as dpkg finds them on this machine.
dependencies() {
    local tree=$1 folder
    folder=$(mktemp -d -p "$work")
    mkdir "$folder/debian"
    printf 'Source: ocr-invoice\n\nPackage: ocr-invoice\nArchitecture: any\n' >"$folder/debian/control"
    (cd "$folder" && find "$tree" -type f \( -name '*.so*' -o -perm -100 \) -path '*/usr/lib/*' -print0 |
        xargs -0 dpkg-shlibdeps -O --ignore-missing-info -l"$tree/usr/lib/ocr-invoice" -l"$tree/usr/lib/ocr-invoice/line-recognition" 2>"$folder/log") |
        sed -n 's/^shlibs:Depends=//p' | grep . || { cat "$folder/log" >&2; fail "dpkg-shlibdeps found no dependencies"; }
}

write_control() {
    local name=$1 tree=$2 libraries=$3 size languages
    size=$(du -sk --exclude=DEBIAN "$tree" | cut -f 1)
    languages=$(sed -n 's/^  "\(tesseract\|hunspell\)Package": "\([a-z0-9-]*\)",*$/\2/p' "$root"/Sources/Languages/Files/*.json |
        sort -u | paste -sd , | sed 's/,/, /g')
    sed "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@SIZE@|$size|; s|@LIBRARIES@|$libraries|; s|@LANGUAGES@|$languages|; s|@MAINTAINER@|$maintainer|" \
        "$root/packaging/deb/$name.control.in" >"$tree/DEBIAN/control"
}

build_deb() {
    local tree=$1 package
    package=$out/$(basename "$tree")_${version}_$architecture.deb
    (cd "$tree" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    set_times "$tree"
    fakeroot dpkg-deb --root-owner-group -Zxz "-z$compression" --build "$tree" "$package" >/dev/null
    printf '%s\n' "$package"
}
