import ArgumentParser
import MariaDB
import Storage

struct Purge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove old jobs that have ended, and old documents that no job uses.",
        discussion: "Unfinished jobs are kept. With --retention-days the server does this by itself.")

    @Option(help: "The least age in days, e.g. 90. Default: --retention-days.") var olderThan: Int?
    @Option(help: "Only from this account.") var account: String?

    func validate() throws {
        guard (olderThan ?? 0) >= 0, (olderThan ?? 0) <= 36_500 else {
            throw ValidationError("--older-than must be a number of days from 0 to 36500.")
        }
    }

    func run() throws {
        let configuration = try Configuration.current()
        let stores = Stores(database: Database(configuration.database, connections: 1))
        guard let age = olderThan.map({ Duration.seconds($0 * 86_400) }) ?? configuration.retention else {
            throw ValidationError("Give an age: --older-than DAYS, or set --retention-days.")
        }
        let owner = try account.map { try AccountCommand.find($0, in: stores) }
        let removed = try stores.retention.purge(olderThan: age, of: owner)
        print("\(removed.jobs) jobs and \(removed.documents) documents removed")
    }
}
