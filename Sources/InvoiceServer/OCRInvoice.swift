import ArgumentParser
import BuildInfo

/// The command `ocr-invoice` with its subcommands.
struct OCRInvoice: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocr-invoice", abstract: "Turn invoices into data, on your own machine.",
        discussion: "`ocr-invoice help settings` lists the settings, which every command takes.",
        version: "\(BuildInfo.version) (\(BuildInfo.revision))",
        subcommands: [
            Serve.self, Work.self, Read.self, Eval.self, TemplateCommand.self, Migrate.self, Key.self,
            UserCommand.self, AccountCommand.self, SupplierCommand.self, Queue.self,
            Purge.self, Check.self, SettingsCommand.self,
        ])
}
