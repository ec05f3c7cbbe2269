import Invoices

/// What the rows of a till receipt's head are besides name and address.
struct ReceiptHeadRows {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func text(_ row: Int) -> String { layout.text(layout.rows[row].tokens) }

    /// Whether the sale begins here: a date, a sum, or a heading of goods.
    func isBody(_ row: Int) -> Bool {
        hasDate(row) || hasSum(row) || labels(row).contains { $0.labelKind == .total || $0.labelKind.isColumn }
    }

    /// Whether a label, a date or a sum says that it is none of the head's.
    func isOther(_ row: Int) -> Bool {
        let streets = Vocabulary.shared.streets
        let tells = labels(row).contains { label in
            Self.telling.contains(label.labelKind) && label.isFirst && label.length > 2
                && !streets.contains(layout.tokens[label.tokens.lowerBound].folded.trimmingPunctuation)
        }
        return tells || hasDate(row) || hasSum(row)
    }

    private static let telling = LabelKind.registrations.union(LabelKind.contacts).union(LabelKind.otherNumbers).union([
        .title, .number, .date, .taxId, .total, .customerHeading, .columnDescription, .columnQuantity,
    ])

    private func labels(_ row: Int) -> [Label] { layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) } }

    private func hasDate(_ row: Int) -> Bool { analysis.dates.contains { $0.row == row } }

    /// A sum of money ends its row; `$5,57 & 59, JALAN SAGU` are the numbers of houses.
    func hasSum(_ row: Int) -> Bool {
        let end = layout.rows[row].tokens.upperBound
        return analysis.amounts(inRow: row).contains { $0.decimals == 2 && $0.tokens.upperBound + 1 >= end }
    }

    /// A number in a register, alone or with what announces it: `(604412-K)`, `Co. No. 123456-A`.
    func isRegistration(_ line: String) -> Bool {
        let core = line.trimmingPunctuation
        return core.count(where: \.isFastNumber) >= 5 && core.count(where: \.isFastLetter) <= 4
            && core.split(separator: " ").count <= 3
    }

    /// Six digits in a word are a register's, a tax number's or a telephone's; `19-G&19-1&19-2 JALAN` are houses.
    func holdsLongNumber(_ line: String) -> Bool {
        let most = AddressLine.namesStreet(line) ? Self.mostOfHouses : Self.mostOfCode
        return line.split(separator: " ").contains { $0.count(where: \.isPlainDigit) > most }
    }

    private static let mostOfCode = 5
    private static let mostOfHouses = 8

    /// Many digits and a word or less before them: a telephone whose label recognition spoilt.
    func isTelephone(_ line: String) -> Bool {
        line.count(where: \.isPlainDigit) >= 8 && line.count(where: \.isFastLetter) <= 5
    }

    /// `Site: 1046`, `Outlet: 12`: a word with its number, which is no place.
    func isNumbered(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.count == 2 && words[0].hasSuffix(":") && words[1].allSatisfy(\.isPlainDigit)
    }
}
