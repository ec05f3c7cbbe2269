import ArgumentParser
import Foundation
import MariaDB
import Storage

struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes, lists and revokes the keys that clients call with.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key and prints it, once; makes the account, too, when there is none of that name.")

        @Argument(help: "The account's name.") var account: String
        @Option(help: "What the key is for.") var name = "key"
        @Option(help: "What it may be used for, with commas between; without: everything but metrics:read.") var scopes:
            String?
        @Option(help: "Days after which it expires; without: never.") var days: Int?

        func run() throws {
            let stores = try Key.stores()
            let account = try stores.accounts.find(name: account) ?? stores.accounts.insert(name: account)
            guard let account else { throw ValidationError("The account could not be made; try again.") }
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
                        throw ValidationError("“\(name)” is no scope. There are \(known).")
                    })
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all keys; never their secrets.")

        func run() throws {
            for key in try Key.stores().keys.list() {
                let scopes = key.scopes.map { $0.map(\.rawValue).sorted().joined(separator: ",") } ?? "all"
                let state =
                    key.revokedAt.map { "revoked \($0.text)" } ?? key.expiresAt.map { "until \($0.text)" } ?? "valid"
                print(key.id, key.accountName, key.name, scopes, state, separator: "\t")
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a key at once.")

        @Argument(help: "The key's id, as `key list` shows it: the 12 characters behind ocr_live_.") var id: String

        func run() throws {
            guard try Key.stores().keys.revoke(id) else { throw ValidationError("There is no key \(id).") }
        }
    }

    private static func stores() throws -> Stores {
        Stores(database: Database(try Configuration.current().database, connections: 1))
    }
}
