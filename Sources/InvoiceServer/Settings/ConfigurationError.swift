/// All faults of the settings.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    let faults: [String]

    var description: String {
        "The settings are not valid:\n" + faults.map { "  \($0)" }.joined(separator: "\n")
            + "\n`ocr-invoice help settings` lists all."
    }
}
