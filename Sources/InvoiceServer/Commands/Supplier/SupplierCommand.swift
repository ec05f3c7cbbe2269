import ArgumentParser
import Foundation
import Storage

struct SupplierCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supplier", abstract: "Import a list of suppliers.", subcommands: [Import.self])

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account's suppliers from a CSV file, all or none.",
            discussion: """
                The first line names the columns: name (needed), externalId, vatNumber, taxNumber, registrationNumber, \
                iban, domain, tradingNames, currency, dueDays. Columns are separated by commas, semicolons or tabs; \
                several values of one cell by a vertical bar. A supplier whose externalId the account has already is \
                changed. What the file says counts as confirmed.
                """)

        @Argument(help: "The file, in UTF-8; - for standard input.") var file: String
        @Option(help: "The account's name.") var account: String

        func run() throws {
            let text = try String(decoding: bytes(), as: UTF8.self)
            let drafts = try SupplierTable(text).drafts()
            let stores = try AccountCommand.stores()
            do {
                let done = try stores.suppliers.importAll(drafts, of: AccountCommand.find(account, in: stores))
                print("\(done.made) suppliers added, \(done.changed) changed")
            } catch StorageError.duplicateProof(let proof, let holder) {
                throw CommandError(
                    "\(proof.value) is confirmed for two suppliers, one of them \(holder). Nothing was imported.")
            }
        }

        private func bytes() throws -> Data {
            if file == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandError("There is no file \(file) that can be read.")
            }
            return data
        }
    }
}
