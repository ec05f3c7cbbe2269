import Invoices

/// What is said of any value by its score, its rivals, its place, its print and the label beside it.
struct ValueFeatures {
    private let analysis: DocumentAnalysis
    private let places: LabelledPlaces
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        places = LabelledPlaces(analysis, of: Set(FieldLabels.byField.values.joined()).union(FieldLabels.competing))
    }

    func values(of field: String, _ evidence: ValueEvidence) -> [Feature: Double] {
        var values = choice(evidence)
        values.merge(print(evidence)) { $1 }
        if let kinds = FieldLabels.byField[field] { values.merge(label(evidence.tokens, kinds)) { $1 } }
        return values
    }

    /// Beyond these differences in score say nothing more.
    private static let (highest, widest, near) = (8.0, 3.0, 0.6)

    private func choice(_ evidence: ValueEvidence) -> [Feature: Double] {
        let second = evidence.rivals.first.map { evidence.score - $0.score } ?? Self.widest
        return [
            .score: min(evidence.score, Self.highest), .margin: min(max(second, 0), Self.widest),
            .rivals: Double(evidence.rivals.count { evidence.score - $0.score < Self.near }),
            .arithmetic: evidence.method == .arithmetic ? 1 : 0, .repaired: evidence.isRepaired ? 1 : 0,
        ]
    }

    private func print(_ evidence: ValueEvidence) -> [Feature: Double] {
        let first = layout.tokens[evidence.tokens.lowerBound]
        let sheet = layout.sheets[first.page]
        let least = layout.tokens[evidence.tokens].map(\.confidence).min() ?? 0
        return [
            .clarity: sheet.isRecognised ? layout.confidence(evidence.tokens) : 1,
            .leastClarity: sheet.isRecognised ? least : 1, .laterPage: first.page > 0 ? 1 : 0,
            .height: first.top / sheet.height, .printSize: min(first.height / max(sheet.textHeight, 1), Self.widest),
            .wordCount: min(Double(evidence.tokens.count), Self.highest),
            .repetitions: Double(repetitions(of: evidence.tokens)),
        ]
    }

    /// How often the value's first word, which has a digit or many letters, stands elsewhere; 2 at most.
    private func repetitions(of tokens: Range<Int>) -> Int {
        let word = layout.tokens[tokens.lowerBound].folded
        guard word.utf8.count >= Self.tellingWord else { return 0 }
        return min(layout.tokens.indices.count { !tokens.contains($0) && layout.tokens[$0].folded == word }, 2)
    }

    private static let tellingWord = 4

    private func label(_ tokens: Range<Int>, _ kinds: Set<LabelKind>) -> [Feature: Double] {
        let place = places.place(of: tokens, kinds)
        let length = place?.label.length ?? 0
        let placement = place?.slot.placement
        return [
            .labelLength: min(Double(length) / 10, 1.5), .labelInline: placement == .inline ? 1 : 0,
            .labelRight: placement == .right ? 1 : 0, .labelBelow: placement == .below ? 1 : 0,
            .labelFirst: place?.label.isFirst == true ? 1 : 0,
            .otherLabel: places.isClaimed(tokens, besides: kinds, longerThan: max(length, 3)) ? 1 : 0,
            .labelledRivals: Double(min(places.others(besides: tokens, kinds), 3)),
        ]
    }
}

/// The labels beside which the value of a field is printed.
enum FieldLabels {
    static let byField: [String: Set<LabelKind>] = [
        "invoice.number": [.number, .creditNote], "invoice.date": [.date], "invoice.dueDate": [.dueDate],
        "invoice.amounts.subtotal": [.subtotal], "invoice.amounts.tax": [.tax],
        "invoice.amounts.total": [.total, .amountDue], "invoice.supplier.taxId": [.taxId],
        "invoice.supplier.name": [.supplierHeading, .partyName],
        "invoice.customer.name": [.customerHeading, .partyName, .attention],
    ]

    /// Those that claim a number, a day or an amount for something else.
    static let competing: Set<LabelKind> = LabelKind.dates.union(LabelKind.otherNumbers).union(LabelKind.registrations)
        .union([
            .customerNumber, .purchaseOrder, .precedingInvoice, .taxNumber, .customerTaxId, .paid, .change, .discount,
            .shipping, .carried, .notPayable, .paymentReference,
        ])
}
