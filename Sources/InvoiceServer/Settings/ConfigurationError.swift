/// All that is wrong with the settings.
struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    let faults: [String]

    var description: String {
        "The settings are not right:\n" + faults.map { "  \($0)" }.joined(separator: "\n")
            + "\n`ocr-invoice --help` lists them all."
    }
}
