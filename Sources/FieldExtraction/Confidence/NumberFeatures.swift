import Invoices

/// What is said of an invoice's number by its form and by the other numbers of the document.
enum NumberFeatures {
    static func values(_ text: String, _ tokens: Range<Int>, _ analysis: DocumentAnalysis, _ fields: [Field])
        -> [Feature: Double]
    {
        let digits = text.count(where: \.isFastNumber)
        let key = IdentifierFinder.key(text)
        let isOther = fields.contains { other in
            others.contains(other.name) && other.value.text.map(IdentifierFinder.key) == key
        }
        return [
            .digits: min(Double(digits) / 10, 1.5), .letters: text.contains(where: \.isFastLetter) ? 1 : 0,
            .allDigits: text.allSatisfy(\.isFastNumber) ? 1 : 0, .yearLike: isYear(text) ? 1 : 0,
            .shortNumber: text.count < 4 ? 1 : 0, .otherIdentifier: isOther ? 1 : 0,
            .titleRow: isInTitleRow(tokens, analysis) ? 1 : 0,
        ]
    }

    private static let others: Set<String> = Set(
        ["customer.number", "purchaseOrder", "salesOrder", "contract", "deliveryNote", "payment.reference"].map {
            "invoice.\($0)"
        })

    private static func isYear(_ text: String) -> Bool {
        text.count == 4 && Int(text).map { (1990...2050).contains($0) } == true
    }

    private static func isInTitleRow(_ tokens: Range<Int>, _ analysis: DocumentAnalysis) -> Bool {
        let row = analysis.layout.rows[analysis.layout.row(of: tokens)]
        return row.segments.contains { segment in
            analysis.labels(inSegment: segment).contains { $0.labelKind == .title || $0.labelKind == .creditNote }
        }
    }
}
