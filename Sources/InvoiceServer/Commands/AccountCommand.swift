import ArgumentParser
import Invoices
import MariaDB
import Storage

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "List accounts, set how one is served, or delete one with all it owns.",
        subcommands: [List.self, Set.self, Delete.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all accounts.")

        func run() throws {
            for account in try AccountCommand.stores().accounts.list() {
                print(account.id.text, account.name, separator: "\t")
            }
        }
    }

    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set how an account is served, and show it.")

        @Argument(help: "The account's name.") var name: String
        @Option(help: "New results need no review if their overall confidence is at least this, 0 to 1.")
        var reviewThreshold: Double?

        func validate() throws {
            guard let reviewThreshold, !ReviewRule.thresholds.contains(reviewThreshold) else { return }
            throw ValidationError("--review-threshold must be from 0 to 1. The standard is 0.98.")
        }

        func run() throws {
            let stores = try AccountCommand.stores()
            let (accounts, id) = (stores.accounts, try AccountCommand.find(name, in: stores))
            if let reviewThreshold { try accounts.setReviewThreshold(reviewThreshold, of: id) }
            print("review-threshold", try accounts.reviewThreshold(of: id), separator: "\t")
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
