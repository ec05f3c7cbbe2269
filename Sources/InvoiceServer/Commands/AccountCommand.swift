import API
import ArgumentParser
import Foundation
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
        @Option(
            help: ArgumentHelp(
                "A file with the JSON object datev of GET /ocr-invoice-settings: how invoices become bookings.",
                valueName: "file"))
        var datev: String?

        func validate() throws {
            guard let reviewThreshold, !ReviewRule.thresholds.contains(reviewThreshold) else { return }
            throw ValidationError("--review-threshold must be from 0 to 1. The standard is 0.98.")
        }

        func run() throws {
            let stores = try AccountCommand.stores()
            let (accounts, id) = (stores.accounts, try AccountCommand.find(name, in: stores))
            if let reviewThreshold { try accounts.setReviewThreshold(reviewThreshold, of: id) }
            if let datev {
                let settings = try Self.datev(in: datev)
                var all = try accounts.settings(of: id).settings
                all.datev = settings
                _ = try accounts.set(all, of: id)
            }
            print("review-threshold", try accounts.reviewThreshold(of: id), separator: "\t")
            print("datev", try accounts.settings(of: id).settings.datev == nil ? "none" : "set", separator: "\t")
        }

        private static func datev(in file: String) throws -> DATEVSettings {
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandError("There is no file \(file) that can be read.")
            }
            do { return try AccountSettingsJSON.datev(Array(data)) } catch let error as APIError {
                throw CommandError("\(file) is not as it should be. \(error.detail)")
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
