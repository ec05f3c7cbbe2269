import Invoices
import MariaDB

/// A search as SQL, over what `SearchText` has put into the text index.
enum SearchHits {
    /// A SELECT of the ids that a search finds, each once: of the pages of one job, UNION leaves one row. They are the
    /// account's own, by its code or by name.
    static func sql(_ search: String, _ resource: Resource, _ account: Account.ID) -> SQLPart {
        var parts: [SQLPart] = []
        if let query = query(search, of: account) {
            parts.append(
                SQLPart(
                    text: """
                        SELECT \(resource == .job ? "job_id" : "id") AS id FROM search_text
                        WHERE MATCH (body) AGAINST (? IN BOOLEAN MODE) AND kind IN (\(kinds(resource)))
                        """, values: [.text(query)]))
        }
        let prefix = Value.text(escapedForLike(search.trimmingSpaces) + "%")
        for (table, id, column) in prefixColumns(resource) where !search.trimmingSpaces.isEmpty {
            parts.append(
                SQLPart(
                    text: "SELECT \(id) AS id FROM \(table) WHERE account_id = ? AND \(column) LIKE ?",
                    values: [account.value, prefix]))
        }
        guard !parts.isEmpty else {
            return SQLPart(text: "SELECT CAST(NULL AS BINARY(12)) AS id FROM DUAL WHERE 1 = 0")
        }
        return SQLPart(text: parts.map(\.text).joined(separator: " UNION "), values: parts.flatMap(\.values))
    }

    private static func kinds(_ resource: Resource) -> String {
        let kinds: [SearchText.Kind] =
            switch resource {
            case .job: [.job, .page]
            case .group: [.group]
            case .template: [.template]
            case .page: [.page]
            case .supplier: [.supplier]
            }
        return kinds.map { String($0.rawValue) }.joined(separator: ", ")
    }

    /// Numbers are found by their beginning too, punctuation and all.
    private static func prefixColumns(_ resource: Resource) -> [(table: String, id: String, column: String)] {
        switch resource {
        case .job: [("job", "id", "number"), ("job_result", "job_id", "invoice_number")]
        case .group: [("job_group", "id", "batch_number")]
        case .template, .page, .supplier: []
        }
    }

    /// Every word required, the last as a prefix unless a space follows it; nil without a word. Words are letters and
    /// digits alone, so no operator of the index can be among them.
    static func query(_ search: String, of account: Account.ID) -> String? {
        let words = SearchText.words(search)
        guard !words.isEmpty else { return nil }
        let code = SearchText.code(of: account)
        let isOpen = search.last.map { $0.isLetter || $0.isNumber } ?? false
        return words.enumerated().map { index, word in
            "+\(code)\(word)" + (isOpen && index == words.count - 1 ? "*" : "")
        }.joined(separator: " ")
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
