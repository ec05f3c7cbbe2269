import Invoices
import MariaDB
import Secrets

/// What tells which jobs of an account have the same invoice, as hashes.
struct FingerprintRows {
    /// Stored by number.
    enum Role: Int {
        case bytes = 0
        case number = 1
        case total = 2
        case reference = 3
    }

    /// One of this job's rows, or of another job that has the same hash.
    struct Print: Hashable {
        let hash: [UInt8]
        let role: Role
        let link: JobLink.Kind?
        let number: [UInt8]?
        let iban: [UInt8]?
    }

    let prints: [Print]

    /// - Parameter document: The SHA-256 of the document's bytes; nil if they are not known.
    init(_ keys: InvoiceKeys, document: [UInt8]?) throws {
        let number = try keys.number.map { try Self.hash($0, Self.shortLength) }
        let iban = try keys.iban.map { try Self.hash($0, Self.shortLength) }
        func prints(_ texts: [String], _ role: Role, _ link: JobLink.Kind? = nil) throws -> [Print] {
            try texts.map {
                Print(hash: try Self.hash($0, Self.length), role: role, link: link, number: number, iban: iban)
            }
        }
        var all = try prints(keys.numbers, .number) + prints(keys.totals, .total)
        all += try prints(keys.references, .reference, keys.referenceKind)
        if let document {
            all.append(
                Print(hash: Array(document.prefix(Self.length)), role: .bytes, link: nil, number: number, iban: iban))
        }
        self.prints = all
    }

    private static let length = 16
    private static let shortLength = 8

    private static func hash(_ text: String, _ length: Int) throws -> [UInt8] {
        Array(try Digest.sha256(text.utf8).prefix(length))
    }

    /// In place of those of the job's earlier results.
    func save(of job: Job.ID, _ account: Account.ID, on connection: Connection) throws {
        try Self.remove(job, on: connection)
        let unique = Set(prints)
        guard !unique.isEmpty else { return }
        let rows = repeatElement("(?, ?, ?, ?, ?, ?, ?)", count: unique.count).joined(separator: ", ")
        try connection.run(
            "INSERT IGNORE INTO job_fingerprint (account_id, hash, job_id, role, link, number, iban) VALUES \(rows)",
            unique.sorted { $0.hash.lexicographicallyPrecedes($1.hash) }.flatMap { print -> [Value] in
                [
                    account.value, .bytes(print.hash), job.value, .int(print.role.rawValue), .choice(print.link),
                    .optional(print.number), .optional(print.iban),
                ]
            })
    }

    /// The rows of other jobs that have one of these hashes, the oldest jobs first.
    ///
    /// Locked, so that of two jobs with one invoice that are saved at the same moment one waits for the other.
    func others(
        than job: Job.ID, of account: Account.ID, on connection: Connection
    ) throws -> [(job: Job.ID, print: Print)] {
        let hashes = Set(prints.map(\.hash)).sorted { $0.lexicographicallyPrecedes($1) }
        guard !hashes.isEmpty else { return [] }
        return try connection.rows(
            """
            SELECT job_id, hash, role, link, number, iban FROM job_fingerprint
            WHERE account_id = ? AND hash IN (\(placeholders(hashes.count))) AND job_id <> ?
            ORDER BY job_id LIMIT \(Self.mostOthers) LOCK IN SHARE MODE
            """, [account.value] + hashes.map { .bytes($0) } + [job.value]
        ) { row in
            (
                try row.id(),
                Print(
                    hash: try row.bytes(), role: Role(rawValue: try row.int()) ?? .bytes,
                    link: try row.optionalChoice(), number: try row.optionalBytes(), iban: try row.optionalBytes())
            )
        }
    }

    /// An invoice that is sent again and again: so many rows of others tell it.
    private static let mostOthers = 200

    static func remove(_ job: Job.ID, on connection: Connection) throws {
        try connection.run("DELETE FROM job_fingerprint WHERE job_id = ?", [job.value])
    }
}
