# What every package has: the programs without their debug information, and the libraries of Swift beside them.
# shellcheck shell=bash disable=SC2154  # scripts/package sets root, out and version

# Sets bin, version and architecture, and the folder `work` that is removed at the end.
prepare() {
    bin=$root/.build/release
    if ! [ -x "$bin/ocr-invoice" ] || ! [ -x "$bin/ocr-invoice-reader" ]; then
        fail "$bin has no programs; run swift build -c release"
    fi
    local tool
    for tool in patchelf dpkg-deb fakeroot; do
        command -v "$tool" >/dev/null || fail "$tool is missing; run scripts/setup --packaging"
    done
    # The same commit makes the same package.
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)
    export SOURCE_DATE_EPOCH
    [ -n "$version" ] || version=$("$bin/ocr-invoice" --version | cut -d " " -f 1)+$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M)
    [[ "$version" =~ ^[0-9][A-Za-z0-9.+~]*$ ]] || fail "--version $version must begin with a digit and have only letters, digits and . + ~"
    # shellcheck disable=SC2034  # deb.sh and tarball.sh use it
    architecture=$(dpkg --print-architecture)
    # Debian's own variables name who makes packages.
    maintainer=$(git -C "$root" log -1 --format='%an <%ae>' 2>/dev/null) || maintainer=
    # shellcheck disable=SC2034  # deb.sh uses it
    if [ -n "${DEBEMAIL:-}" ] || [ -z "$maintainer" ]; then
        maintainer="${DEBFULLNAME:-ocr-invoice} <${DEBEMAIL:-root@$(hostname -f)}>"
    fi
    # shellcheck disable=SC2034  # deb.sh and tarball.sh use it
    compression=${PACKAGE_COMPRESSION:-6}
    mkdir -p "$out"
    out=$(cd "$out" && pwd)
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    umask 022
}

# Puts the programs and Swift's libraries into a folder; each finds the libraries there.
install_programs() {
    local folder=$1 file
    mkdir -p "$folder"
    for file in "$bin/ocr-invoice" "$bin/ocr-invoice-reader"; do
        install -m 755 "$file" "$folder/"
        strip --strip-unneeded "$folder/$(basename "$file")"
        patchelf --set-rpath "${2:-\$ORIGIN}" "$folder/$(basename "$file")"
    done
    while IFS= read -r file; do
        install -m 644 "$file" "$folder/"
        strip --strip-unneeded "$folder/$(basename "$file")"
        patchelf --set-rpath "${2:-\$ORIGIN}" "$folder/$(basename "$file")"
    done < <(swift_libraries)
}

# Swift's libraries that the programs load, one path a line.
swift_libraries() {
    ldd "$bin/ocr-invoice" "$bin/ocr-invoice-reader" | sed -n 's|.* => \(/.*/swift/linux/[^ ]*\) .*|\1|p' | sort -u
}

# The console's files, readable by every web server.
install_console() {
    mkdir -p "$(dirname "$1")"
    cp -r "$root/web" "$1"
    chmod -R u=rwX,go=rX "$1"
}

# The licence of Swift's libraries, if the toolchain has it.
swift_licence() {
    local library
    library=$(swift_libraries | head -n 1)
    printf '%s\n' "${library%/lib/swift/linux/*}/share/swift/LICENSE.txt"
}

# All files get the time of the commit.
set_times() { find "$1" -print0 | xargs -0r touch --no-dereference --date="@$SOURCE_DATE_EPOCH"; }
