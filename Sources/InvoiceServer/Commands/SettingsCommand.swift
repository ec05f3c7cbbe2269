import ArgumentParser

/// Lists the settings, as does its help (`ocr-invoice help settings`).
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "List the settings, which every command takes.", discussion: Setting.help)

    func run() { print(Setting.help) }
}
