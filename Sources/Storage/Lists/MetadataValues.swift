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

    private struct Entry {
        let path: [UInt8]
        let value: [UInt8]
    }

    // MARK: Writing

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
            guard let operand = operand(json) else { return true }
            guard let value = encoded(operand), let digest = try? digest(path), found.count < most else { return false }
            found.append(Entry(path: digest, value: value))
            return true
        }
        return collect(try JSONReader.read(metadata, limits: .ours), []) ? found : nil
    }

    /// Nil for what no filter is equal to.
    private static func operand(_ json: JSONValue) -> Filter.Operand? {
        switch json.kind {
        case .string(let text): .text(text)
        case .number(let literal): .number(literal)
        case .bool(let flag): .flag(flag)
        case .null, .array, .object: nil
        }
    }

    // MARK: Filtering

    /// The jobs of an account that fit one test, each found by an index: those whose values are kept, and those whose
    /// metadata must be searched because they are not.
    struct Hits {
        /// A SELECT of ids each.
        let kept: SQLPart
        let searched: SQLPart
        /// Whether the job `r` is among them.
        let holds: SQLPart

        /// All of them, each once.
        var all: SQLPart {
            SQLPart(text: "\(kept.text) UNION ALL \(searched.text)", values: kept.values + searched.values)
        }

        /// How many there are, in one row.
        var count: SQLPart {
            SQLPart(
                text: "SELECT (SELECT COUNT(*) FROM (\(kept.text)) k) + (SELECT COUNT(*) FROM (\(searched.text)) s)",
                values: kept.values + searched.values)
        }
    }

    /// The jobs that one test of a condition finds, and what is left of the condition to test them by; nil when none of
    /// its tests can be looked up.
    static func hits(_ condition: Filter.Condition, of account: Account.ID) -> (hits: Hits, rest: Filter.Condition?)? {
        switch condition {
        case .test(let test): return hits(test, of: account).map { ($0, nil) }
        case .all(var parts):
            for (index, part) in parts.enumerated() {
                guard case .test(let test) = part, let hits = hits(test, of: account) else { continue }
                parts.remove(at: index)
                return (hits, parts.isEmpty ? nil : .all(parts))
            }
            return nil
        case .any, .not: return nil
        }
    }

    // The indexes are forced: statistics that see one value among a million take half of the rows for the other.
    private static func hits(_ test: Filter.Test, of account: Account.ID) -> Hits? {
        guard test.field == "metadata", let path = try? digest(test.path), let value = comparison(test)
        else { return nil }
        let kept = SQLPart(
            text: """
                v.account_id = ? AND v.path = ? AND \(value.text)
                    AND v.job_id NOT IN (SELECT u.job_id FROM job_detail u FORCE INDEX (unindexed_of) WHERE \(unindexed("u")))
                """, values: [account.value, .bytes(path)] + value.values + [account.value])
        let test = FilterSQL.metadata(test)
        let searched = SQLPart(
            text: """
                SELECT d.job_id AS id FROM job_detail d FORCE INDEX (unindexed_of) JOIN job o ON o.id = d.job_id
                WHERE \(unindexed("d")) AND o.account_id = ? AND \(test.text)
                """, values: [account.value, account.value] + test.values)
        return Hits(
            kept: SQLPart(text: "SELECT v.job_id AS id FROM job_value v WHERE \(kept.text)", values: kept.values),
            searched: searched,
            holds: SQLPart(
                text: """
                    (EXISTS (SELECT 1 FROM job_value v FORCE INDEX (job_value_job) WHERE v.job_id = r.id AND \(kept.text))
                        OR r.id IN (\(searched.text)))
                    """, values: kept.values + searched.values))
    }

    /// The account's own jobs, and the few of which it is not known yet whose they are.
    private static func unindexed(_ detail: String) -> String {
        "(\(detail).account_id = ? OR \(detail).account_id IS NULL) AND \(detail).is_unindexed = 1"
    }

    /// Nil for a comparison that also fits what is not there.
    private static func comparison(_ test: Filter.Test) -> SQLPart? {
        let encoded = test.values.compactMap(encodedWhole)
        guard encoded.count == test.values.count, let first = encoded.first else { return nil }
        func ordered(_ sign: String, _ bound: String, _ end: UInt8) -> SQLPart {
            SQLPart(text: "v.value \(sign) ? AND v.value \(bound) ?", values: [.bytes(first), .bytes([end])])
        }
        switch test.comparison {
        case .equal, .isIn:
            return SQLPart(text: "v.value IN (\(placeholders(encoded.count)))", values: encoded.map { .bytes($0) })
        case .greater: return ordered(">", "<", first[0] + 1)
        case .greaterOrEqual: return ordered(">=", "<", first[0] + 1)
        case .less: return ordered("<", ">=", first[0])
        case .lessOrEqual: return ordered("<=", ">=", first[0])
        case .notEqual, .isNotIn, .exists: return nil
        }
    }

    // MARK: Encoding

    private static func digest(_ path: [String]) throws -> [UInt8] {
        Array(try Digest.sha256(path.joined(separator: "\u{0}").utf8).prefix(8))
    }

    /// One byte shorter than what is kept of a text, so that what was cut off cannot make a difference.
    private static func encodedWhole(_ operand: Filter.Operand) -> [UInt8]? {
        encoded(operand).flatMap { $0.count < 64 ? $0 : nil }
    }

    /// Bytes that compare as the values do, at most 64; nil for what has none.
    private static func encoded(_ operand: Filter.Operand) -> [UInt8]? {
        switch operand {
        case .flag(let flag): return [1, flag ? 1 : 0]
        case .number(let literal):
            guard let number = Double(literal), number.isFinite else { return nil }
            // Below zero all bits are turned, above only the sign: so the bits compare as the numbers do.
            let bits = (number + 0).bitPattern
            let ordered = bits >> 63 == 1 ? ~bits : bits | 1 << 63
            return [2] + (0..<8).map { UInt8(truncatingIfNeeded: ordered >> (56 - 8 * $0)) }
        case .text(let text): return [3] + text.utf8.prefix(63)
        case .null, .time, .choice, .id: return nil
        }
    }
}
