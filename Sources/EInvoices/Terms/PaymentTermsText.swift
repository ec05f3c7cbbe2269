import Invoices

/// The cash discounts that XRechnung writes into the text of the payment terms (BT-20), a line each:
/// `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#` (Spezifikation XRechnung 3.0, BR-DE-18).
struct PaymentTermsText {
    /// Of one discount, as written.
    struct CashDiscount: Equatable {
        var days: String?
        var percent: String?
        /// What the percentage is taken of; nil: the whole amount.
        var base: String?

        fileprivate var isOne: Bool { percent.flatMap { Amount(literal: $0) } != nil }
    }

    /// Without those that say no percentage.
    let cashDiscounts: [CashDiscount]

    private static let mark = "#SKONTO#"
    /// No invoice has more; each is a row of the result.
    private static let most = 100

    init(_ text: String) {
        let pieces = text.split(separator: Self.mark, maxSplits: Self.most, omittingEmptySubsequences: false)
        cashDiscounts = pieces.dropFirst().prefix(Self.most).map(Self.discount).filter(\.isOne)
    }

    /// `TAGE=14#PROZENT=2.00#`, and what follows it.
    private static func discount(_ text: Substring) -> CashDiscount {
        var discount = CashDiscount()
        for part in text.split(separator: "#", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            // The rest of the text belongs to no discount.
            guard pair.count == 2 else { break }
            switch pair[0] {
            case "TAGE": discount.days = String(pair[1])
            case "PROZENT": discount.percent = String(pair[1])
            case "BASISBETRAG": discount.base = String(pair[1])
            default: break
            }
        }
        return discount
    }
}
