import ArgumentParser
import MariaDB
import Storage

struct Purge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove old jobs that have ended, and old documents and suppliers that no job uses.",
        discussion: """
            Asks for --yes, since the removal cannot be undone. Unfinished jobs are kept. With --retention-days the \
            server does this by itself; users are removed only by this command, with --users.
            """)

    @Option(help: "The least age in days, e.g. 90. Default: --retention-days.") var olderThan: Int?
    @Option(help: "Only from this account.") var account: String?
    @Flag(help: "Also remove the users who have not signed in for that time, with their sessions.") var users = false
    @Flag(help: "Only tell how much would be removed.") var dryRun = false
    @Flag(help: "Confirm the removal.") var yes = false

    func validate() throws {
        guard (1...36_500).contains(olderThan ?? 1) else {
            throw ValidationError("--older-than must be a number of days from 1 to 36500.")
        }
        guard dryRun != yes else {
            throw ValidationError(
                "The removal cannot be undone. Give --dry-run to see how much it would be, or --yes to confirm it.")
        }
    }

    func run() throws {
        let configuration = try Configuration.current()
        let stores = Stores(database: Database(configuration.database, connections: 1))
        guard let age = olderThan.map({ Duration.seconds($0 * 86_400) }) ?? configuration.retention else {
            throw CommandError("Give an age: --older-than DAYS, or set --retention-days.")
        }
        let owner = try account.map { try AccountCommand.find($0, in: stores) }
        if dryRun {
            let found = try stores.retention.count(olderThan: age, of: owner)
            print("\(found.jobs) jobs and \(found.documents) documents would be removed")
            if users { print("\(try stores.users.unused(for: age, of: owner).count) users would be removed") }
            return
        }
        let removed = try stores.retention.purge(olderThan: age, of: owner)
        print("\(removed.jobs) jobs and \(removed.documents) documents removed")
        if users { print("\(try stores.users.delete(unusedFor: age, of: owner)) users removed") }
    }
}
