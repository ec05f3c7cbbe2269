import CSystem
import Glibc

/// Restricts the process's access to files to one document and the libraries' data.
enum Landlock {
    /// Public data of the libraries: fonts, encodings, language data.
    private static let places = [
        "/usr", "/etc/fonts", "/var/cache/fontconfig", "/var/lib/fonts", "/dev/null", "/dev/urandom",
    ]
    /// Variables that name other folders of language data and fonts.
    /// OCR_INVOICE_ROOT is the folder of an unpacked archive, which has all of them; its launcher of the reader sets it.
    private static let variables = ["TESSDATA_PREFIX", "FONTCONFIG_PATH", "LD_LIBRARY_PATH", "OCR_INVOICE_ROOT"]

    private static let readFile: UInt64 = 1 << 2
    private static let readFolder: UInt64 = 1 << 3

    /// Does nothing if the kernel does not have Landlock; the probe reports that.
    static func restrict(reading document: String) {
        let version = csystem_landlock_version()
        guard version > 0 else { return }
        let rules = csystem_landlock_create(files(version), version >= 4 ? 3 : 0, version >= 6 ? 3 : 0)
        guard rules >= 0 else { return }
        defer { close(rules) }
        allow(document, readFile, rules)
        let named = variables.compactMap { getenv($0).map { String(cString: $0) } }
            .flatMap { $0.split(separator: ":").map(String.init) }
        for place in places + named { allow(place, readFile | readFolder, rules) }
        _ = csystem_landlock_restrict(rules)
    }

    /// All file rights that this kernel has, so that all are restricted.
    private static func files(_ version: Int32) -> UInt64 {
        switch version {
        case 1: (1 << 13) - 1
        case 2: (1 << 14) - 1
        case 3, 4: (1 << 15) - 1
        default: (1 << 16) - 1
        }
    }

    /// Allows a path. A path that does not exist needs no rule. The kernel refuses a folder's rights for a file, so
    /// these
    /// are left out for a file.
    private static func allow(_ path: String, _ access: UInt64, _ rules: Int32) {
        let place = csystem_open_place(path)
        guard place >= 0 else { return }
        defer { close(place) }
        if csystem_landlock_allow(rules, place, access) != 0 { _ = csystem_landlock_allow(rules, place, readFile) }
    }
}
