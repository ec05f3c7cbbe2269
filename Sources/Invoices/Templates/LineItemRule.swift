/// How a template's table of line items is built.
package struct LineItemRule: Sendable, Equatable {
    package struct Column: Sendable, Equatable {
        package var name: String
        /// From 0, in the order of the table.
        package var index: Int
        package var kind: FieldRule.Kind

        package init(name: String, index: Int, kind: FieldRule.Kind) {
            self.name = name
            self.index = index
            self.kind = kind
        }
    }

    package var isEnabled = true
    package var headerRow: Int?
    package var dataStartRow: Int?
    package var columns: [Column] = []
    package var patterns: RowPatterns?

    package init(
        isEnabled: Bool = true, headerRow: Int? = nil, dataStartRow: Int? = nil, columns: [Column] = [],
        patterns: RowPatterns? = nil
    ) {
        self.isEnabled = isEnabled
        self.headerRow = headerRow
        self.dataStartRow = dataStartRow
        self.columns = columns
        self.patterns = patterns
    }
}
