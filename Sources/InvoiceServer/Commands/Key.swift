import ArgumentParser
import Foundation
import MariaDB
import Storage

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create, list and revoke the API keys of clients.",
        subcommands: [Create.self, List.self, Revoke.self])

    /// How long a key may be valid: 100 years at most.
    private static let days = 1...36_500

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a key and print it, once. Create the account too if it does not exist.")

        @Argument(help: "The account's name.") var account: String
        @Option(help: "What the key is for.") var name = "key"
        @Option(help: "Its scopes, separated by commas. Default: every scope but metrics:read.") var scopes: String?
        @Option(help: "Days until it expires. Default: never.") var days: Int?

        func validate() throws {
            guard Key.days.contains(days ?? 1) else {
                throw ValidationError("--days must be from \(Key.days.lowerBound) to \(Key.days.upperBound).")
            }
            guard !account.allSatisfy(\.isWhitespace) else { throw ValidationError("The account needs a name.") }
        }

        func run() throws {
            let stores = try Key.stores()
            let account = try stores.accounts.find(name: account) ?? stores.accounts.insert(name: account)
            guard let account else { throw CommandError("The account could not be created. Try again.") }
            let validity = days.map { Duration.seconds($0 * 86_400) }
            let key = try stores.keys.insert(for: account, name: name, scopes: try scopeSet(), validFor: validity)
            print(key.text)
        }

        private func scopeSet() throws -> Set<Scope>? {
            try scopes.map { text in
                Set(
                    try text.split(separator: ",").map { name in
                        if let scope = Scope(rawValue: String(name)) { return scope }
                        let known = Scope.allCases.map(\.rawValue).joined(separator: ", ")
                        throw ValidationError("“\(name)” is not a scope. The scopes are \(known).")
                    })
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all keys, without their secrets.")

        func run() throws {
            for key in try Key.stores().keys.list() {
                let scopes = key.scopes.map(\.rawValue).sorted().joined(separator: ",")
                let state =
                    key.revokedAt.map { "revoked \($0.text)" } ?? key.expiresAt.map { "until \($0.text)" } ?? "valid"
                print(key.id, key.accountName, key.name, scopes, state, separator: "\t")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revoke a key at once.")

        @Argument(help: "The key's id, as `key list` shows it: the 12 characters after ocr_live_.") var id: String

        func run() throws {
            guard try Key.stores().keys.revoke(id) else {
                throw CommandError("There is no key \(id). `ocr-invoice key list` lists all keys.")
            }
        }
    }

    private static func stores() throws -> Stores {
        Stores(database: Database(try Configuration.current().database, connections: 1))
    }
}
