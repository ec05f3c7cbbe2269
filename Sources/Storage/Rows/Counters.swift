import Invoices
import MariaDB

/// Kept counts of an account; a slot is a number in the table `tally`.
struct Counters {
    static let templates = 16
    static let documents = 32
    /// Those that were not merged into another.
    static let suppliers = 40
    static let allSlots: [Int] =
        JobStatus.allCases.map(jobs) + GroupStatus.allCases.map(groups) + [templates]
        + PageStatus.allCases.map(pages) + [documents, suppliers] + totals
    private static let totals: [Int] = StatisticsCounts.Total.allCases.map(total)
    /// Slots up to this one are those of jobs.
    static let lastOfJobs = jobs(.cancelled)

    static func jobs(_ status: JobStatus) -> Int { status.stored }
    static func groups(_ status: GroupStatus) -> Int { 8 + status.stored }
    static func pages(_ status: PageStatus) -> Int { 24 + status.stored }

    static func total(_ total: StatisticsCounts.Total) -> Int { 48 + total.stored }

    private var changes: [Account.ID: [Int: Int]] = [:]

    mutating func add(_ count: Int, to slot: Int, of account: Account.ID) {
        changes[account, default: [:]][slot, default: 0] += count
    }

    /// Writes in the order that everyone locks in: accounts by id, their slots by number.
    func write(on connection: Connection) throws {
        for (account, slots) in changes.sorted(by: { $0.key.text < $1.key.text }) {
            let changed = slots.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            guard !changed.isEmpty else { continue }
            let cases = repeatElement("WHEN ? THEN ?", count: changed.count).joined(separator: " ")
            try connection.run(
                "UPDATE tally SET count = count + CASE slot \(cases) ELSE 0 END"
                    + " WHERE account_id = ? AND slot IN (\(placeholders(changed.count)))",
                changed.flatMap { [Value.int($0.key), .int($0.value)] } + [account.value]
                    + changed.map { .int($0.key) })
        }
    }

    /// The sum of these slots.
    static func count(_ slots: [Int], of account: Account.ID, on connection: Connection) throws -> Int {
        guard !slots.isEmpty else { return 0 }
        return try connection.first(
            "SELECT CAST(COALESCE(SUM(count), 0) AS SIGNED) FROM tally"
                + " WHERE account_id = ? AND slot IN (\(placeholders(slots.count)))",
            [account.value] + slots.map { .int($0) }
        ) { try $0.int() } ?? 0
    }
}
