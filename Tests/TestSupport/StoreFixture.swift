package import Invoices
package import MariaDB
package import Storage

/// A migrated schema of a suite's own, with one account.
package struct StoreFixture: Sendable {
    package let settings: ConnectionSettings
    package let stores: Stores
    package let account: Account.ID
    /// Kept, because a server ends with its last owner.
    private let server: PrivateMariaDB

    package init(on server: PrivateMariaDB? = nil, connections: Int = 16) throws {
        self.server = try server ?? PrivateMariaDB.shared.get()
        settings = try self.server.newSchema()
        _ = try Migrations(settings).apply()
        stores = Stores(database: Database(settings, connections: connections))
        guard let account = try stores.accounts.insert(name: "acme") else {
            throw MissingProgram(reason: "A fresh schema has an account already.")
        }
        self.account = account
    }

    /// A job's draft, of a number that no other has unless one is given.
    package func draft(_ number: String? = nil, group: Group.ID? = nil, priority: Priority? = nil) -> JobDraft {
        JobDraft(
            number: number ?? "N-\(UInt64.random(in: 0...UInt64.max))", documentName: "Invoice.pdf",
            documentURL: "https://example.com/invoice.pdf", group: group, priority: priority)
    }

    /// A job, queued.
    package func queued(group: Group.ID? = nil, priority: Priority? = nil) throws -> Job.ID {
        try stores.jobs.insert(draft(group: group, priority: priority), of: account, queued: true).id
    }

    package func group(parallelJobs: Int = 3, retryCount: Int = 2) throws -> Group.ID {
        guard let template = try stores.templates.standard(of: account)?.id else { throw StorageError.notFound }
        let settings = Group.ProcessingSettings(parallelJobs: parallelJobs, retryCount: retryCount)
        return try stores.groups.insert(
            GroupDraft(name: "batch", template: template, processing: settings), of: account
        ).id
    }
}

extension ReadResult {
    /// What a reading of a small invoice leaves behind.
    package static func sample(number: String = "R-2023-17", pages: Int = 1) -> ReadResult {
        let words = ["Invoice", number, "Größe"].enumerated().map { index, text in
            Word(
                text: text, confidence: 0.5, box: Box(x: 0.125 * Double(index), y: 0.25, width: 0.125, height: 0.0625),
                alternatives: index == 1 ? ["R-2023-11"] : [], isBold: index == 0)
        }
        let fields = [
            Field(
                name: "invoice.number", value: .text(number), rawText: number, confidence: 0.9, page: 1,
                box: Box(x: 0.125, y: 0.25, width: 0.125, height: 0.0625), source: .ocr),
            Field(
                name: "invoice.amounts.total", value: .amount(Amount(cents: 147_160)), rawText: "1.471,60",
                confidence: 0.8, page: 1, source: .ocr),
            Field(
                name: "invoice.date", value: .date(CalendarDate(daysSince1970: 19_372)), rawText: "15.01.2023",
                confidence: 0.7, page: 1, source: .ocr, isRepaired: true),
        ]
        let finding = Finding(field: "invoice.dueDate", severity: .warning, message: "There is no due date.")
        return ReadResult(
            document: DocumentInfo(pages: pages, size: 12_345, format: .pdf, resolution: 300, language: "eng"),
            pages: (1...max(1, pages)).map {
                let page = Page(
                    number: $0, width: 595, height: 842, source: .ocr, language: "eng", lines: [TextLine(words: words)])
                return ReadPage(page: page, jpeg: [0xFF, 0xD8, UInt8(clamping: $0)])
            },
            extraction: Extraction(fields: fields, findings: [finding]))
    }
}
