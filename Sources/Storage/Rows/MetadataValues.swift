import Invoices
import JSON
import MariaDB
import Secrets

/// The scalars of jobs' metadata in the table `job_value`, where a filter looks them up.
///
/// A job whose values are not there, or are those of an earlier text, is `is_unindexed`: then its metadata is searched.
enum MetadataValues {
    /// A job with more scalars stays unindexed.
    private static let most = 64

    /// A value that can be looked up.
    enum Scalar {
        case text(String)
        /// A number's literal.
        case number(String)
        case flag(Bool)
    }

    private struct Entry {
        let path: [UInt8]
        let value: [UInt8]
    }

    /// Puts in what stands in `metadata`, in place of what stood there; the transaction has locked the job.
    static func put(_ metadata: [UInt8]?, of job: Job.ID, _ account: Account.ID, on connection: Connection) throws {
        try connection.run("DELETE FROM job_value WHERE job_id = ?", [job.value])
        guard let metadata else { return }
        guard let entries = try entries(metadata) else {
            try connection.run("UPDATE job_detail SET account_id = ? WHERE job_id = ?", [account.value, job.value])
            return
        }
        if !entries.isEmpty {
            let rows = repeatElement("(?, ?, ?, ?)", count: entries.count).joined(separator: ", ")
            try connection.run(
                "INSERT INTO job_value (account_id, path, value, job_id) VALUES \(rows)",
                entries.flatMap { [account.value, .bytes($0.path), .bytes($0.value), job.value] })
        }
        try connection.run(
            "UPDATE job_detail SET account_id = ?, values_crc = CRC32(metadata) WHERE job_id = ?",
            [account.value, job.value])
    }

    /// Nil when not every scalar can be looked up.
    private static func entries(_ metadata: [UInt8]) throws -> [Entry]? {
        var found: [Entry] = []
        func collect(_ json: JSONValue, _ path: [String]) -> Bool {
            if let members = json.members {
                // No filter can ask for such a name, and in the digest it would read as two.
                let plain = members.filter { !$0.name.utf8.contains(0) }
                return plain.allSatisfy { collect($0.value, path + [$0.name]) }
            }
            guard let scalar = scalar(json) else { return true }
            guard let value = encoded(scalar), let digest = try? digest(path), found.count < most else { return false }
            found.append(Entry(path: digest, value: value))
            return true
        }
        return collect(try JSONReader.read(metadata, limits: .ours), []) ? found : nil
    }

    /// Nil for what no filter is equal to.
    private static func scalar(_ json: JSONValue) -> Scalar? {
        switch json.kind {
        case .string(let text): .text(text)
        case .number(let literal): .number(literal)
        case .bool(let flag): .flag(flag)
        case .null, .array, .object: nil
        }
    }

    // MARK: Encoding

    /// What a path of names is known by.
    static func digest(_ path: [String]) throws -> [UInt8] {
        Array(try Digest.sha256(path.joined(separator: "\u{0}").utf8).prefix(8))
    }

    /// Nil for a text of which not all is kept: one byte less, so that what was cut off cannot make a difference.
    static func encodedWhole(_ scalar: Scalar) -> [UInt8]? {
        encoded(scalar).flatMap { $0.count < 64 ? $0 : nil }
    }

    /// Bytes that compare as the values do, at most 64; nil for a number that is none.
    private static func encoded(_ scalar: Scalar) -> [UInt8]? {
        switch scalar {
        case .flag(let flag): return [1, flag ? 1 : 0]
        case .number(let literal):
            guard let number = Double(literal), number.isFinite else { return nil }
            // Below zero all bits are turned, above only the sign: so the bits compare as the numbers do.
            let bits = (number + 0).bitPattern
            let ordered = bits >> 63 == 1 ? ~bits : bits | 1 << 63
            return [2] + (0..<8).map { UInt8(truncatingIfNeeded: ordered >> (56 - 8 * $0)) }
        case .text(let text): return [3] + text.utf8.prefix(63)
        }
    }
}
