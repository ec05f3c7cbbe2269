import Invoices
import MariaDB

/// What a search looks through: the words of a job, a page, a group or a template; `SearchHits` finds them.
///
/// InnoDB's text index is shared by all accounts. So each word is stored with its account's code before it: an account
/// never waits for another's hits, and not even for the number of its own texts, as it would if the code were a word
/// of its own that every query required. With the code even two letters are long enough to be indexed.
enum SearchText {
    /// What a text belongs to; stored by number.
    enum Kind: Int {
        case job = 0
        case page = 1
        case group = 2
        case template = 3
        case supplier = 4
    }

    /// Bytes of a text's words that are looked through; what follows in a text of more is not found.
    private static let mostBytes = 1 << 20

    static func put(_ id: Template.ID, template: TemplateDraft, of account: Account.ID, on connection: Connection)
        throws
    {
        try put(id.value, nil, .template, [template.name, template.description], of: account, on: connection)
    }

    static func put(_ id: Group.ID, group: GroupDraft, of account: Account.ID, on connection: Connection) throws {
        try put(id.value, nil, .group, [group.name, group.description, group.batchNumber], of: account, on: connection)
    }

    static func put(
        _ id: Supplier.ID, supplier: SupplierDraft, of account: Account.ID, on connection: Connection
    ) throws {
        let texts = [supplier.name, supplier.externalID] + supplier.tradingNames
        try put(id.value, nil, .supplier, texts, of: account, on: connection)
    }

    static func put(_ id: Job.ID, documentName: String, of account: Account.ID, on connection: Connection) throws {
        try put(id.value, id.value, .job, [documentName], of: account, on: connection)
    }

    /// A page's text is found by a search of pages and by one of jobs.
    static func put(
        _ id: StoredPage.ID, of job: Job.ID, text: String, of account: Account.ID, on connection: Connection
    ) throws {
        try put(id.value, job.value, .page, [text], of: account, on: connection)
    }

    static func remove(_ id: Value, on connection: Connection) throws {
        try connection.run("DELETE FROM search_text WHERE id = ?", [id])
    }

    private static func put(
        _ id: Value, _ job: Value?, _ kind: Kind, _ texts: [String?], of account: Account.ID, on connection: Connection
    ) throws {
        let body = body(texts.compactMap { $0 }.joined(separator: " "), of: account)
        try connection.run(
            """
            INSERT INTO search_text (id, job_id, kind, body) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE body = VALUES(body)
            """, [id, job ?? .null, .int(kind.rawValue), .text(body)])
    }

    /// Each word once, with the account's code before it.
    static func body(_ text: String, of account: Account.ID) -> String {
        let code = code(of: account)
        var seen: Set<String> = []
        var room = mostBytes
        return words(text).filter { seen.insert($0).inserted }.map { code + $0 }.prefix { word in
            room -= word.utf8.count + 1
            return room >= 0
        }.joined(separator: " ")
    }

    /// Ten letters for the id's random part, none of them a hex digit. No two accounts share them: an account is only made
    /// with an id of which that is true.
    static func code(of account: Account.ID) -> String {
        String(
            decoding: account.text.utf8.suffix(10).map { digit in
                UInt8(ascii: "g") + (digit < 0x3A ? digit - 0x30 : digit - 0x57)
            }, as: UTF8.self)
    }

    static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.filter { $0.utf8.count <= 120 && $0.count <= 60 }.map {
            $0.lowercased()
        }
    }
}
