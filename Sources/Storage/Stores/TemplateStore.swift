import InvoiceCoding
package import Invoices
import MariaDB

/// Templates.
package struct TemplateStore: Sendable {
    let database: Database

    private static let columns = """
        r.id, r.account_id, r.name, r.description, r.version, r.ocr_engine, r.rules, r.is_active, r.is_default,
        r.created_by, r.last_modified_by, r.metadata, r.revision, r.created_at, r.updated_at
        """

    package func insert(_ draft: TemplateDraft, of account: Account.ID) throws -> TemplateRecord {
        try database.writing { connection in
            let id = try TemplateStore.insert(draft, of: account, on: connection)
            try IdempotentRequest.note(.made, id, on: connection)
            return try TemplateStore.find(id, of: account, on: connection)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Template.ID, of account: Account.ID) throws -> TemplateRecord {
        try database.reading { try TemplateStore.find(id, of: account, on: $0) }
    }

    /// The account's default template; nil when it has none.
    package func standard(of account: Account.ID) throws -> TemplateRecord? {
        try database.reading { connection in
            try TemplateStore.rows("WHERE r.account_id = ? AND r.is_default = 1", [account.value], on: connection).first
        }
    }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<TemplateRecord> {
        try database.reading { connection in
            let found = try ListSQL(.template, request, of: account).listing(
                TemplateStore.columns, on: connection, TemplateStore.plain)
            return Listing(
                elements: try TemplateStore.withAccuracy(found.elements, on: connection), total: found.total)
        }
    }

    /// Throws `notFound` or `preconditionFailed`.
    package func update(
        _ id: Template.ID, to draft: TemplateDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> TemplateRecord {
        try database.writing { connection in
            try TemplateStore.lock(id, of: account, ifRevision: ifRevision, on: connection)
            if draft.isDefault { try TemplateStore.unsetDefault(of: account, except: id, on: connection) }
            try connection.run(
                """
                UPDATE template SET rules_revision = rules_revision + IF(rules <=> ?, 0, 1),
                    name = ?, description = ?, version = ?, ocr_engine = ?, document_kind = ?, rules = ?,
                    is_active = ?, is_default = ?, created_by = ?, last_modified_by = ?, metadata = ?,
                    revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
                WHERE id = ?
                """, [.utf8(TemplateCoding.write(draft.template))] + TemplateStore.values(draft) + [id.value])
            try SearchText.put(id, template: draft, of: account, on: connection)
            return try TemplateStore.find(id, of: account, on: connection)
        }
    }

    /// Throws `notFound`, `preconditionFailed`, or `inUse` while a job or group refers to it.
    package func delete(_ id: Template.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            try TemplateStore.lock(id, of: account, ifRevision: ifRevision, on: connection)
            let user = try connection.first(
                """
                SELECT 1 FROM (
                    (SELECT id FROM job WHERE template_id = ? LIMIT 1)
                    UNION ALL (SELECT id FROM job_group WHERE template_id = ? LIMIT 1)) users LIMIT 1
                """, [id.value, id.value]
            ) { try $0.int() }
            guard user == nil else { throw StorageError.inUse }
            try connection.run("DELETE FROM template WHERE id = ?", [id.value])
            try connection.run("DELETE FROM template_accuracy WHERE template_id = ?", [id.value])
            try SearchText.remove(id.value, on: connection)
            var counters = Counters()
            counters.add(-1, to: Counters.templates, of: account)
            try counters.write(on: connection)
        }
    }

    // MARK: Within a transaction

    static func insert(_ draft: TemplateDraft, of account: Account.ID, on connection: Connection) throws -> Template.ID
    {
        let id: Template.ID = try connection.newID()
        if draft.isDefault { try unsetDefault(of: account, except: id, on: connection) }
        try connection.run(
            """
            INSERT INTO template (name, description, version, ocr_engine, document_kind, rules, is_active, is_default,
                created_by, last_modified_by, metadata, id, account_id, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """, values(draft) + [id.value, account.value])
        try SearchText.put(id, template: draft, of: account, on: connection)
        var counters = Counters()
        counters.add(1, to: Counters.templates, of: account)
        try counters.write(on: connection)
        return id
    }

    private static func find(
        _ id: Template.ID, of account: Account.ID, on connection: Connection
    ) throws -> TemplateRecord {
        let found = try rows("WHERE r.id = ? AND r.account_id = ?", [id.value, account.value], on: connection).first
        guard let found else { throw StorageError.notFound }
        return found
    }

    private static func lock(
        _ id: Template.ID, of account: Account.ID, ifRevision: Int?, on connection: Connection
    ) throws {
        let revision = try connection.first(
            "SELECT revision FROM template WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { try $0.int() }
        try checkRevision(revision, ifRevision)
    }

    private static func unsetDefault(of account: Account.ID, except id: Template.ID, on connection: Connection) throws {
        try connection.run(
            "UPDATE template SET is_default = 0, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)"
                + " WHERE account_id = ? AND is_default = 1 AND id <> ?", [account.value, id.value])
    }

    private static func values(_ draft: TemplateDraft) -> [Value] {
        [
            .text(draft.name), .optional(draft.description), .optional(draft.version), .text(draft.ocrEngine),
            .choice(draft.template.documentKind), .utf8(TemplateCoding.write(draft.template)), .flag(draft.isActive),
            .flag(draft.isDefault), .optional(draft.createdBy), .optional(draft.lastModifiedBy), .utf8(draft.metadata),
        ]
    }

    private static func rows(_ rest: String, _ values: [Value], on connection: Connection) throws -> [TemplateRecord] {
        let found = try connection.rows("SELECT \(columns) FROM template r \(rest)", values, plain)
        return try withAccuracy(found, on: connection)
    }

    private static func withAccuracy(_ found: [TemplateRecord], on connection: Connection) throws -> [TemplateRecord] {
        let accuracy = try AccuracyRows.read(found.map(\.id), on: connection)
        return found.map { record in
            var record = record
            record.accuracy = accuracy[record.id] ?? record.accuracy
            return record
        }
    }

    private static func plain(_ row: Row) throws -> TemplateRecord {
        TemplateRecord(
            id: try row.id(), account: try row.id(),
            draft: TemplateDraft(
                name: try row.text(), description: try row.optionalText(), version: try row.optionalText(),
                ocrEngine: try row.text(), template: try TemplateCoding.read(row.bytes()), isActive: try row.flag(),
                isDefault: try row.flag(), createdBy: try row.optionalText(), lastModifiedBy: try row.optionalText(),
                metadata: try row.optionalBytes()),
            revision: try row.int(), accuracy: TemplateAccuracy(), createdAt: try row.timestamp(),
            updatedAt: try row.timestamp())
    }
}
