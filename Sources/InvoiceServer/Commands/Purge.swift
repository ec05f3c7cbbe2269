import ArgumentParser
import MariaDB
import Storage

struct Purge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Removes ended jobs, and documents that no job needs, of a certain age.",
        discussion: "Jobs that have not ended stay. With --retention-days the server does this by itself.")

    @Option(help: "Days, e.g. 90; without: --retention-days.") var olderThan: Int?
    @Option(help: "Only this account's.") var account: String?

    func validate() throws {
        guard (olderThan ?? 0) >= 0, (olderThan ?? 0) <= 36_500 else {
            throw ValidationError("--older-than is a number of days from 0 to 36500.")
        }
    }

    func run() throws {
        let configuration = try Configuration.current()
        let stores = Stores(database: Database(configuration.database, connections: 1))
        guard let age = olderThan.map({ Duration.seconds($0 * 86_400) }) ?? configuration.retention else {
            throw ValidationError("Say how old: --older-than DAYS, or set --retention-days.")
        }
        let owner = try account.map { try AccountCommand.find($0, in: stores) }
        let removed = try stores.retention.purge(olderThan: age, of: owner)
        print("\(removed.jobs) jobs and \(removed.documents) documents removed")
    }
}
