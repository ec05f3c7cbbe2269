import ArgumentParser
import Invoices
import MariaDB
import Storage

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "List accounts, and delete one with everything it owns.",
        subcommands: [List.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all accounts.")

        func run() throws {
            for account in try AccountCommand.stores().accounts.list() {
                print(account.id.text, account.name, separator: "\t")
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete an account for good: its keys, jobs, results, documents, templates, groups and suppliers."
        )

        @Argument(help: "The account's name.") var name: String
        @Flag(help: "Confirm the deletion.") var yes = false

        func run() throws {
            guard yes else { throw ValidationError("The deletion cannot be undone. Add --yes to confirm it.") }
            let stores = try AccountCommand.stores()
            try stores.accounts.delete(AccountCommand.find(name, in: stores))
            print("\(name) is deleted")
        }
    }

    static func find(_ name: String, in stores: Stores) throws -> Account.ID {
        guard let id = try stores.accounts.find(name: name) else {
            throw CommandError("There is no account \(name). `ocr-invoice account list` lists all accounts.")
        }
        return id
    }

    static func stores() throws -> Stores {
        Stores(database: Database(try Configuration.current().database, connections: 1))
    }
}
