import Foundation

/// The texts of the settings, from flags, environment, file or defaults.
struct SettingSource {
    /// Variables that readers inherit (`ReaderSpawn`): they name folders, and are no settings.
    private static let ofReaders: Set = ["OCR_INVOICE_LINE_RECOGNITION"]

    let flags: [String: String]
    let environment: [String: String]
    private(set) var file: [String: String] = [:]
    private(set) var faults: [String] = []

    init(flags: [String: String], environment: [String: String]) {
        self.flags = flags
        self.environment = environment
        readFile()
        findUnknownVariables()
        refuseSecretFlags()
    }

    /// The value with the highest priority, and its origin.
    func value(_ setting: Setting) -> (text: String, origin: String) {
        if let value = flags[setting.name] { return (value, "flag") }
        if let value = environment[setting.variable] { return (value, "environment") }
        if let value = file[setting.name] { return (value, "file") }
        return (setting.fallback, "default")
    }

    private mutating func readFile() {
        guard let setting = Setting["config"] else { return }
        let (path, origin) = value(setting)
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            // The default file need not exist, but a file that was named must.
            if origin != "default" { faults.append("config: the file \(path) cannot be read") }
            return
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard let name = parts.first, Setting[name] != nil, line.contains("=") else {
                faults.append("config: line \(index + 1) of \(path) is not a known setting")
                continue
            }
            file[name] = parts.count == 2 ? parts[1] : ""
        }
    }

    /// A misspelt variable would otherwise be ignored silently.
    private mutating func findUnknownVariables() {
        let known = Self.ofReaders.union(Setting.all.map(\.variable))
        for name in environment.keys.sorted() where name.hasPrefix("OCR_INVOICE_") && !known.contains(name) {
            faults.append("the environment variable \(name) is not a known setting")
        }
    }

    /// Everyone on the machine sees a process's arguments.
    private mutating func refuseSecretFlags() {
        for setting in Setting.all where setting.isSecret && flags[setting.name] != nil {
            faults.append(
                "\(setting.name): must not be a flag, since all users can see flags; set \(setting.variable) or use the file"
            )
        }
    }
}
