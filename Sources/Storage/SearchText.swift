import Invoices
import MariaDB

/// What a search looks through, and how a search becomes SQL.
///
/// InnoDB's index is shared by all accounts, so each text begins with a word of its account and kind that every query
/// requires: without it an account would wait for another's hits. Words under three letters are not indexed.
enum SearchText {
    // MARK: Writing

    static func put(_ id: Template.ID, template: TemplateDraft, of account: Account.ID, on connection: Connection)
        throws
    {
        try put(id.value, nil, [.template], [template.name, template.description], of: account, on: connection)
    }

    static func put(_ id: Group.ID, group: GroupDraft, of account: Account.ID, on connection: Connection) throws {
        try put(
            id.value, nil, [.group], [group.name, group.description, group.batchNumber], of: account, on: connection)
    }

    static func put(_ id: Job.ID, documentName: String, of account: Account.ID, on connection: Connection) throws {
        try put(id.value, id.value, [.job], [documentName], of: account, on: connection)
    }

    /// A page's text is found by a search of pages and by one of jobs.
    static func put(
        _ id: StoredPage.ID, of job: Job.ID, text: String, of account: Account.ID, on connection: Connection
    ) throws {
        try put(id.value, job.value, [.page, .job], [text], of: account, on: connection)
    }

    static func remove(_ id: Value, on connection: Connection) throws {
        try connection.run("DELETE FROM search_text WHERE id = ?", [id])
    }

    private static func put(
        _ id: Value, _ job: Value?, _ kinds: [Resource], _ texts: [String?], of account: Account.ID,
        on connection: Connection
    ) throws {
        let body = (kinds.map { word(of: account, $0) } + texts.compactMap { $0 }).joined(separator: " ")
        try connection.run(
            """
            INSERT INTO search_text (id, job_id, body) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE body = VALUES(body)
            """, [id, job ?? .null, .text(body)])
    }

    private static func word(of account: Account.ID, _ resource: Resource) -> String {
        "zz\(account.text)\(resource.rawValue)"
    }

    // MARK: Searching

    /// A SELECT of the ids that a search finds.
    static func hits(_ search: String, _ resource: Resource, _ account: Account.ID) -> SQLPart {
        var parts: [SQLPart] = []
        if let query = query(search, word(of: account, resource)) {
            let id = resource == .job ? "job_id" : "id"
            parts.append(
                SQLPart(
                    text: "SELECT \(id) AS id FROM search_text WHERE MATCH (body) AGAINST (? IN BOOLEAN MODE)",
                    values: [.text(query)]))
        }
        let prefix = Value.text(escapedForLike(search.trimmingSpaces) + "%")
        for (table, id, column) in prefixColumns(resource) {
            parts.append(
                SQLPart(
                    text: "SELECT \(id) AS id FROM \(table) WHERE account_id = ? AND \(column) LIKE ?",
                    values: [account.value, prefix]))
        }
        guard !parts.isEmpty, !search.trimmingSpaces.isEmpty else {
            return SQLPart(text: "SELECT CAST(NULL AS BINARY(12)) AS id FROM DUAL WHERE 1 = 0")
        }
        if parts.count == 1 && resource != .job { return parts[0] }
        return SQLPart(text: parts.map(\.text).joined(separator: " UNION "), values: parts.flatMap(\.values))
    }

    /// Numbers are found by their beginning: the text index splits them at their punctuation.
    private static func prefixColumns(_ resource: Resource) -> [(table: String, id: String, column: String)] {
        switch resource {
        case .job: [("job", "id", "number"), ("job_result", "job_id", "invoice_number")]
        case .group: [("job_group", "id", "batch_number")]
        case .template, .page: []
        }
    }

    /// Every word quoted, which takes the boolean operators' meaning away; the last as a prefix. Nil without a word
    /// that the index can know.
    static func query(_ search: String, _ required: String) -> String? {
        let words = search.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
        let indexed = words.filter { (3...80).contains($0.count) }
        guard !indexed.isEmpty else { return nil }
        let last = words.last == indexed.last && search.last?.isWhitespace == false ? indexed.last : nil
        let terms = indexed.enumerated().map { index, word in
            index == indexed.count - 1 && last != nil ? "+\(word)*" : "+\"\(word)\""
        }
        return (["+\(required)"] + terms).joined(separator: " ")
    }

    private static func escapedForLike(_ text: String) -> String {
        var escaped = ""
        for character in text.prefix(200) {
            if character == "%" || character == "_" || character == "\\" { escaped += "\\" }
            escaped.append(character)
        }
        return escaped
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
