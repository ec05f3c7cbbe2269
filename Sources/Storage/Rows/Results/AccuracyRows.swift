import Invoices
import MariaDB

/// How often a template's values had to be corrected: kept counts by field.
enum AccuracyRows {
    static func read(_ ids: [Template.ID], on connection: Connection) throws -> [Template.ID: TemplateAccuracy] {
        guard !ids.isEmpty else { return [:] }
        let rows = try connection.rows(
            """
            SELECT template_id, field, filled, corrected FROM template_accuracy
            WHERE template_id IN (\(placeholders(ids.count))) AND (filled <> 0 OR corrected <> 0)
            """, ids.map(\.value)
        ) { row -> (Template.ID, String, Int, Int) in
            (try row.id(), FieldNames.current(try row.text()), try row.int(), try row.int())
        }
        return Dictionary(grouping: rows, by: \.0).compactMapValues { accuracy($0.map { ($0.1, $0.2, $0.3) }) }
    }

    /// Nil where nothing was filled. One field may have two rows, since an older program may still count it under a
    /// former name.
    private static func accuracy(_ rows: [(field: String, filled: Int, corrected: Int)]) -> TemplateAccuracy? {
        let counts = Dictionary(rows.map { ($0.field, ($0.filled, $0.corrected)) }) { ($0.0 + $1.0, $0.1 + $1.1) }
            .filter { $0.value.0 > 0 }
        guard !counts.isEmpty else { return nil }
        return TemplateAccuracy(
            average: ratio(counts.values.reduce(0) { $0 + $1.1 }, of: counts.values.reduce(0) { $0 + $1.0 }),
            fields: counts.mapValues { ratio($0.1, of: $0.0) })
    }

    /// The job's completed reading filled these fields and people corrected those; replaces what it counted before.
    static func recount(_ corrected: [String], filled: [String]? = nil, of job: LockedJob, on connection: Connection)
        throws
    {
        let old = try connection.first(
            "SELECT template_id, filled, corrected FROM job_accuracy WHERE job_id = ? FOR UPDATE", [job.id.value]
        ) { row -> Counted in
            Counted(template: try row.id(), filled: words(try row.text()), corrected: words(try row.text()))
        }
        guard let fields = filled.map(header) ?? old.map({ Set($0.filled.map(FieldNames.current)) }) else { return }
        let new = Counted(
            template: filled == nil ? old?.template ?? job.template : job.template, filled: fields,
            corrected: header(corrected).intersection(fields))
        guard new != old else { return }
        try connection.run(
            "REPLACE INTO job_accuracy (job_id, template_id, filled, corrected) VALUES (?, ?, ?, ?)",
            [job.id.value, new.template.value, text(new.filled), text(new.corrected)])
        if let old { try add(old, times: -1, on: connection) }
        try add(new, times: 1, on: connection)
    }

    static func forget(_ job: Job.ID, on connection: Connection) throws {
        let old = try connection.first(
            "SELECT template_id, filled, corrected FROM job_accuracy WHERE job_id = ? FOR UPDATE", [job.value]
        ) { row -> Counted in
            Counted(template: try row.id(), filled: words(try row.text()), corrected: words(try row.text()))
        }
        guard let old else { return }
        try connection.run("DELETE FROM job_accuracy WHERE job_id = ?", [job.value])
        try add(old, times: -1, on: connection)
    }

    private struct Counted: Equatable {
        let template: Template.ID
        let filled: Set<String>
        let corrected: Set<String>
    }

    /// Header fields only, in one order, so that no two transactions wait for each other in a circle.
    private static func add(_ counted: Counted, times factor: Int, on connection: Connection) throws {
        let names = counted.filled.sorted()
        guard !names.isEmpty else { return }
        let rows = repeatElement("(?, ?, ?, ?)", count: names.count).joined(separator: ", ")
        try connection.run(
            """
            INSERT INTO template_accuracy (template_id, field, filled, corrected) VALUES \(rows)
            ON DUPLICATE KEY UPDATE filled = filled + VALUES(filled), corrected = corrected + VALUES(corrected)
            """,
            names.flatMap {
                [
                    counted.template.value, .text($0), .int(factor),
                    .int(counted.corrected.contains($0) ? factor : 0),
                ]
            })
    }

    private static func header(_ fields: [String]) -> Set<String> {
        Set(
            fields.filter {
                !$0.contains("[") && !$0.contains(" ") && $0.utf8.count <= 100 && $0.utf8.allSatisfy { $0 < 0x80 }
            })
    }

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static func text(_ words: Set<String>) -> Value { .text(words.sorted().joined(separator: " ")) }

    private static func ratio(_ corrected: Int, of filled: Int) -> Double {
        max(0, 1 - Double(corrected) / Double(filled))
    }
}
