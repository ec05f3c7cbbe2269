import MariaDB

extension CaseIterable where Self: Equatable {
    /// The number that is stored for this case: its place in `allCases`, which only ever grows at the end.
    var stored: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }

    var value: Value { .int(stored) }

    /// The same number as a piece of SQL, for conditions that an index or the statement's text depends on.
    var sql: String { String(stored) }
}

extension Sequence where Element: CaseIterable & Equatable {
    /// What stands between the parentheses of `IN (0, 4, 5)`.
    var sql: String { map(\.sql).joined(separator: ", ") }
}
