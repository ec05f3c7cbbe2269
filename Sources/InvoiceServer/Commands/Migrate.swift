import ArgumentParser
import MariaDB
import Storage

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create the database and its schema, or update them. Does nothing if they are up to date.")

    func run() throws {
        let settings = try Configuration.current().database
        try makeDatabase(settings)
        for name in try Migrations(settings).apply() { print("applied \(name)") }
    }

    /// A user without the right to create a database gets one from the provider.
    private func makeDatabase(_ settings: ConnectionSettings) throws {
        guard let name = settings.database, !name.contains("`") else { return }
        var withoutDatabase = settings
        withoutDatabase.database = nil
        do {
            try Connection(withoutDatabase).runPlain(
                "CREATE DATABASE IF NOT EXISTS `\(name)` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
        } catch let error as DatabaseError where error.code == 1044 {
            return
        }
    }
}
