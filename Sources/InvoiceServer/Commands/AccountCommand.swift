import ArgumentParser
import Invoices
import MariaDB
import Storage

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Lists accounts, and deletes one with all it owns.",
        subcommands: [List.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all accounts.")

        func run() throws {
            for account in try AccountCommand.stores().accounts.list() {
                print(account.id.text, account.name, separator: "\t")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Deletes an account for good: keys, jobs, results, documents, templates, groups.")

        @Argument(help: "The account's name.") var name: String
        @Flag(help: "Say that you mean it.") var yes = false

        func run() throws {
            guard yes else { throw ValidationError("Nothing can be brought back; add --yes if you mean it.") }
            let stores = try AccountCommand.stores()
            try stores.accounts.delete(AccountCommand.find(name, in: stores))
            print("\(name) is deleted")
        }
    }

    static func find(_ name: String, in stores: Stores) throws -> Account.ID {
        guard let id = try stores.accounts.find(name: name) else {
            throw ValidationError("There is no account \(name); `ocr-invoice account list` shows them.")
        }
        return id
    }

    static func stores() throws -> Stores {
        Stores(database: Database(try Configuration.current().database, connections: 1))
    }
}
