/// Names of a ZIP file's entries: made of names that people chose, safe on every system, and none twice.
package struct EntryNames {
    /// Characters of a name without its ending.
    private static let longest = 100
    /// Names that Windows keeps for devices.
    private static let devices: Set<String> = [
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
        "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    ]

    /// In lower case: some systems take two names for one that differ in case only.
    private var taken: Set<String> = []

    package init() {}

    /// The name that files of this thing begin with.
    /// - Parameters:
    ///   - wanted: As people wrote it.
    ///   - id: Makes the name different from an earlier one that is alike.
    package mutating func stem(_ wanted: String, id: String) -> String {
        let safe = Self.safe(wanted)
        let stem = taken.contains(safe.lowercased()) ? "\(safe)-\(id)" : safe
        taken.insert(stem.lowercased())
        return stem
    }

    /// Letters, digits, marks of letters and `-_.` stay, everything else becomes `_`.
    static func safe(_ text: String) -> String {
        var safe = String(
            text.prefix(longest).map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
        while safe.utf8.count > 2 * longest { safe.removeLast() }
        while safe.hasSuffix(".") { safe.removeLast() }
        if safe.isEmpty || safe.hasPrefix(".") { safe = "_" + safe }
        let beginning = safe.prefix { $0 != "." }.lowercased()
        return devices.contains(beginning) ? "_" + safe : safe
    }
}
