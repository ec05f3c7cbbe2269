import Invoices

/// What a document calls itself, with what speaks for these words being its title.
struct Title: Sendable {
    /// How a title stands in its line.
    enum Form: Sendable {
        /// By itself.
        case alone
        /// With its number, its date, or the document that it is about: `Gutschrift Nr. 17 zu Rechnung 4711`.
        case numbered
        /// As a label for what stands beside it: `Lieferschein:`.
        case label
    }

    let kind: DocumentKind
    let form: Form
    let tokens: Range<Int>
    let segment: Int
    /// Compared only among titles.
    var score = 0.0

    /// Whether it may as well be the number of a document that an invoice names: its delivery note, its order, its offer.
    var isReference: Bool { form != .alone && Self.referredTo.contains(kind) }

    private static let referredTo: Set<DocumentKind> = [
        .deliveryNote, .orderConfirmation, .other, .statement, .receipt,
    ]
}
