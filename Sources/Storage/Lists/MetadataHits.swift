import Invoices
import MariaDB

/// The jobs of an account that fit one test of their metadata, each found by an index: those whose values are in
/// `MetadataValues`, and those whose metadata must be searched because they are not.
struct MetadataHits {
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

    /// The jobs that one test of a condition finds, and what is left of the condition to test them by; nil when none of
    /// its tests can be looked up.
    static func find(
        in condition: Filter.Condition, of account: Account.ID
    ) -> (hits: MetadataHits, rest: Filter.Condition?)? {
        switch condition {
        case .test(let test): return MetadataHits(test, of: account).map { ($0, nil) }
        case .all(var parts):
            for (index, part) in parts.enumerated() {
                guard case .test(let test) = part, let hits = MetadataHits(test, of: account) else { continue }
                parts.remove(at: index)
                return (hits, parts.isEmpty ? nil : .all(parts))
            }
            return nil
        case .any, .not: return nil
        }
    }

    /// Nil for a test of another field, or one that an index cannot answer.
    ///
    /// The indexes are forced: statistics that see one value among a million take half of the rows for the other.
    private init?(_ test: Filter.Test, of account: Account.ID) {
        guard test.field == "metadata", let path = try? MetadataValues.digest(test.path),
            let value = Self.comparison(test)
        else { return nil }
        let fits = SQLPart(
            text: """
                v.account_id = ? AND v.path = ? AND \(value.text)
                    AND v.job_id NOT IN (SELECT u.job_id FROM job_detail u FORCE INDEX (unindexed_of) WHERE \(Self.unindexed("u")))
                """, values: [account.value, .bytes(path)] + value.values + [account.value])
        let test = FilterSQL.metadata(test)
        kept = SQLPart(text: "SELECT v.job_id AS id FROM job_value v WHERE \(fits.text)", values: fits.values)
        searched = SQLPart(
            text: """
                SELECT d.job_id AS id FROM job_detail d FORCE INDEX (unindexed_of) JOIN job o ON o.id = d.job_id
                WHERE \(Self.unindexed("d")) AND o.account_id = ? AND \(test.text)
                """, values: [account.value, account.value] + test.values)
        holds = SQLPart(
            text: """
                (EXISTS (SELECT 1 FROM job_value v FORCE INDEX (job_value_job) WHERE v.job_id = r.id AND \(fits.text))
                    OR r.id IN (\(searched.text)))
                """, values: fits.values + searched.values)
    }

    /// The account's own jobs, and the few of which it is not known yet whose they are.
    private static func unindexed(_ detail: String) -> String {
        "(\(detail).account_id = ? OR \(detail).account_id IS NULL) AND \(detail).is_unindexed = 1"
    }

    /// Nil for a comparison that also fits what is not there.
    private static func comparison(_ test: Filter.Test) -> SQLPart? {
        let encoded = test.values.compactMap { $0.scalar.flatMap(MetadataValues.encodedWhole) }
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
}

extension Filter.Operand {
    /// Nil for what no value of metadata is.
    fileprivate var scalar: MetadataValues.Scalar? {
        switch self {
        case .text(let text): .text(text)
        case .number(let literal): .number(literal)
        case .flag(let flag): .flag(flag)
        case .null, .time, .choice, .id: nil
        }
    }
}
