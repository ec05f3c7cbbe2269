import ArgumentParser
import Invoices
import MariaDB
import Secrets
import Storage

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Create, list and delete the users who sign in to the console.",
        discussion: """
            A password is read from standard input, or asked for on a terminal. It is never an argument, since other \
            users of this machine could see it.
            """,
        subcommands: [Create.self, Password.self, List.self, Delete.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a user. Create the account too if it does not exist.")

        @Argument(help: "The account's name.") var account: String
        @Argument(help: "The user's name.") var name: String
        @Option(help: "reader (sees everything), reviewer (also corrects and uploads) or admin.") var role = "reviewer"

        func validate() throws {
            guard !account.allSatisfy(\.isWhitespace) else { throw ValidationError("The account needs a name.") }
            try UserCommand.check(name: name)
            _ = try parsedRole()
        }

        func run() throws {
            let password = try PasswordHash(of: PasswordPrompt.read())
            let stores = try UserCommand.stores()
            let owner = try stores.accounts.find(name: account) ?? stores.accounts.insert(name: account)
            guard let owner else { throw CommandError("The account could not be created. Try again.") }
            do {
                let draft = UserDraft(name: name, role: try parsedRole())
                _ = try stores.users.insert(draft, password: password, of: owner)
            } catch StorageError.duplicateUserName {
                throw CommandError("The account has a user \(name) already. `ocr-invoice user password` changes it.")
            } catch StorageError.tooManyUsers {
                throw CommandError("The account has \(UserStore.most) users, which is the most. Delete one first.")
            }
            print("\(name) can sign in to \(account)")
        }

        private func parsedRole() throws -> Role {
            if let known = Role(rawValue: role) { return known }
            let all = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("“\(role)” is not a role. The roles are \(all).")
        }
    }

    struct Password: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a user's password. All sessions of the user end.")

        @Argument(help: "The account's name.") var account: String
        @Argument(help: "The user's name.") var name: String

        func run() throws {
            let stores = try UserCommand.stores()
            let owner = try AccountCommand.find(account, in: stores)
            let user = try UserCommand.find(name, of: owner, in: stores)
            let password = try PasswordHash(of: PasswordPrompt.read())
            let draft = UserDraft(name: user.name, role: user.role)
            _ = try stores.users.update(user.id, to: draft, password: password, of: owner)
            print("The password of \(name) is changed")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the users of an account, or of all.")

        @Argument(help: "The account's name.") var account: String?

        func run() throws {
            let stores = try UserCommand.stores()
            let known = try stores.accounts.list()
            if let account { _ = try AccountCommand.find(account, in: stores) }
            for owner in known where account == nil || owner.name == account {
                for user in try stores.users.list(of: owner.id).elements {
                    let last = user.lastSignInAt.map { "signed in \($0.text)" } ?? "never signed in"
                    print(owner.name, user.name, user.role.rawValue, last, separator: "\t")
                }
            }
        }
    }

    struct Delete: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a user. All sessions of the user end.")

        @Argument(help: "The account's name.") var account: String
        @Argument(help: "The user's name.") var name: String

        func run() throws {
            let stores = try UserCommand.stores()
            let owner = try AccountCommand.find(account, in: stores)
            try stores.users.delete(UserCommand.find(name, of: owner, in: stores).id, of: owner)
            print("\(name) is deleted")
        }
    }

    /// The longest name that the API takes, too.
    private static let longestName = 100

    private static func check(name: String) throws {
        let isPlain = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !name.allSatisfy(\.isWhitespace), isPlain, name.unicodeScalars.count <= longestName else {
            throw ValidationError("The user needs a name of at most \(longestName) characters.")
        }
    }

    private static func find(_ name: String, of account: Account.ID, in stores: Stores) throws -> User {
        guard let user = try stores.users.find(name: name, of: account) else {
            throw CommandError("The account has no user \(name). `ocr-invoice user list` lists all users.")
        }
        return user
    }

    private static func stores() throws -> Stores {
        Stores(database: Database(try Configuration.current().database, connections: 1))
    }
}
