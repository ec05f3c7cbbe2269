/// Separates the settings from the command line, so that only the table in `Setting` names them.
enum CommandLineSettings {
    /// The settings that were given as flags.
    static var values: [String: String] { split.values }
    /// The arguments that are left for the subcommands.
    static var rest: [String] { split.rest }

    private static let split = split(Array(CommandLine.arguments.dropFirst()))

    /// Splits off `--name value` and `--name=value` of known settings, and keeps the order of the rest.
    static func split(_ arguments: [String]) -> (values: [String: String], rest: [String]) {
        var values: [String: String] = [:]
        var rest: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard argument.hasPrefix("--"), let name = parts.first, let setting = Setting[String(name)] else {
                rest.append(argument)
                continue
            }
            if parts.count == 2 {
                values[setting.name] = String(parts[1])
            } else if index < arguments.count {
                values[setting.name] = arguments[index]
                index += 1
            } else {
                rest.append(argument)
            }
        }
        return (values, rest)
    }
}
