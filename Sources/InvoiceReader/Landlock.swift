import CSystem
import Glibc

/// Takes from the process all files but one document and what the libraries read.
enum Landlock {
    /// Programs' data, no one's secrets: fonts, encodings, language data.
    private static let places = [
        "/usr", "/etc/fonts", "/var/cache/fontconfig", "/var/lib/fonts", "/dev/null", "/dev/urandom",
    ]
    /// Language data and fonts that lie elsewhere.
    private static let variables = ["TESSDATA_PREFIX", "FONTCONFIG_PATH", "LD_LIBRARY_PATH"]

    private static let readFile: UInt64 = 1 << 2
    private static let readFolder: UInt64 = 1 << 3

    /// Does nothing where the kernel lacks it; the probe tells.
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

    /// All rights over files that this kernel knows, so that all are taken.
    private static func files(_ version: Int32) -> UInt64 {
        switch version {
        case 1: (1 << 13) - 1
        case 2: (1 << 14) - 1
        case 3, 4: (1 << 15) - 1
        default: (1 << 16) - 1
        }
    }

    /// A place that is not there needs no rule. A folder's right is refused for a file, so it is asked without.
    private static func allow(_ path: String, _ access: UInt64, _ rules: Int32) {
        let place = csystem_open_place(path)
        guard place >= 0 else { return }
        defer { close(place) }
        if csystem_landlock_allow(rules, place, access) != 0 { _ = csystem_landlock_allow(rules, place, readFile) }
    }
}
