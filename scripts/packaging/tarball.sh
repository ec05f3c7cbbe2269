# The archive for machines without root, without these libraries, or with an older C library.
# shellcheck shell=bash disable=SC2154  # scripts/package sets these variables

make_tarball() {
    local name=ocr-invoice-$version-$architecture tree
    tree=$work/$name
    install_programs "$tree/libexec" '$ORIGIN/../lib'
    mkdir -p "$tree/lib" "$tree/bin" "$tree/etc/fonts"
    mv "$tree"/libexec/lib*.so* "$tree/lib/"
    install_libraries "$tree/lib"
    install_launchers "$tree"
    install_data "$tree"
    install_papers "$tree"
    set_times "$tree"
    tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner -c "$name" | xz -T 0 "-$compression" >"$out/$name.tar.xz"
    printf '%s\n' "$out/$name.tar.xz"
}

# Every library that the programs load or open later, the loader and the C library among them.
install_libraries() {
    local folder=$1 file multiarch
    multiarch=/usr/lib/$(dpkg-architecture -q DEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
    while IFS= read -r file; do
        install -m 755 "$file" "$folder/"
    done < <({
        ldd "$bin/ocr-invoice" "$bin/ocr-invoice-reader" "$multiarch"/libmariadb3/plugin/*.so "$(bitmap_loader "$multiarch")"
    } | sed -n 's|^[^/]*\(/[^ ]*\) (0x.*|\1|p' | grep -v '/swift/linux/' | sort -u)
    install -m 755 "$(bitmap_loader "$multiarch")" "$folder/"
    # Libraries look for these by name at run time.
    for file in libgcc_s.so.1 libnss_dns.so.2 libnss_files.so.2; do
        [ -e "$folder/$file" ] || install -m 755 "$(find /lib "$multiarch" -name "$file" | head -n 1)" "$folder/"
    done
    mkdir -p "$folder/gconv" "$folder/mariadb"
    install -m 755 -t "$folder/mariadb" "$multiarch"/libmariadb3/plugin/*.so
    cp -r "$multiarch/gconv/." "$folder/gconv/"
}

# gdk-pixbuf opens it for BMP.
bitmap_loader() { printf '%s\n' "$1/gdk-pixbuf-2.0/2.10.0/loaders/libpixbufloader-bmp.so"; }

install_launchers() {
    local tree=$1 program loader
    loader=$(find "$tree/lib" -maxdepth 1 -name 'ld-linux*' -printf '%f\n')
    [ -n "$loader" ] || fail "the C library's loader was not found"
    for program in ocr-invoice ocr-invoice-reader; do
        sed "s|@PROGRAM@|$program|g; s|@LOADER@|$loader|g" "$root/packaging/tarball/launcher" >"$tree/bin/$program"
        chmod 755 "$tree/bin/$program"
    done
}

install_data() {
    local tree=$1
    mkdir -p "$tree/share/tessdata" "$tree/share/hunspell" "$tree/share/fonts"
    cp -L /usr/share/tesseract-ocr/*/tessdata/*.traineddata "$tree/share/tessdata/"
    install_dictionaries "$tree/share/hunspell"
    cp -L /usr/share/fonts/truetype/liberation/*.ttf "$tree/share/fonts/"
    install -m 644 "$root/packaging/tarball/fonts.conf" "$tree/etc/fonts/"
    mkdir "$tree/etc/fonts/conf.d"
    cp -L /etc/fonts/conf.d/30-metric-aliases.conf "$tree/etc/fonts/conf.d/"
    # A name without a folder is looked for among the libraries; the list of this machine has absolute paths.
    sed -n '/libpixbufloader-bmp.so"/,/^$/p' "$(dirname "$(bitmap_loader "/usr/lib/$(gcc -print-multiarch)")")/../loaders.cache" |
        sed 's|^".*/libpixbufloader-bmp.so"|"libpixbufloader-bmp.so"|' >"$tree/etc/gdk-pixbuf-loaders"
    chmod -R u=rwX,go=rX "$tree/share" "$tree/etc"
}

# Those that the languages name.
install_dictionaries() {
    local name
    sed -n 's/^  "hunspell": "\([A-Za-z_]*\)",*$/\1/p' "$root"/Sources/Languages/Files/*.json | sort -u | while IFS= read -r name; do
        [ -e "/usr/share/hunspell/$name.dic" ] || continue
        cp -L "/usr/share/hunspell/$name.dic" "/usr/share/hunspell/$name.aff" "$1/"
    done
}

install_papers() {
    local tree=$1 library package
    install_console "$tree/share/ocr-invoice/web"
    cp -r "$root/hosts" "$tree/share/ocr-invoice/hosts"
    install -m 644 "$root/docs/deployment.md" "$tree/share/ocr-invoice/"
    install -m 644 "$root/packaging/ocr-invoice.conf" "$tree/share/ocr-invoice/"
    install -m 644 "$root/packaging/tarball/README" "$root/NOTICE" "$root/LICENSE" "$tree/"
    mkdir -p "$tree/share/doc"
    [ ! -r "$(swift_licence)" ] || install -m 644 "$(swift_licence)" "$tree/share/doc/swift"
    # Each library's licence, as Debian's package has it.
    for library in "$tree"/lib/*.so*; do
        package=$(dpkg-query -S "*/$(basename "$library")" 2>/dev/null | grep -v '^diversion' | head -n 1 | cut -d : -f 1) || continue
        [ -z "$package" ] || cp -Ln "/usr/share/doc/$package/copyright" "$tree/share/doc/$package" 2>/dev/null || true
    done
}
