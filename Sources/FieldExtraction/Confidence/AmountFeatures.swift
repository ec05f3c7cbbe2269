import Invoices

/// What is said of net, tax and total by each other, by what is due and by all amounts on the pages.
struct AmountFeatures {
    private let analysis: DocumentAnalysis
    private let totals: TotalsFinder.Totals
    private let largest: Amount
    private let cents: [Int: Int]

    init(_ analysis: DocumentAnalysis, _ totals: TotalsFinder.Totals) {
        self.analysis = analysis
        self.totals = totals
        let money = analysis.amounts.filter(\.looksLikeMoney)
        largest = money.map(\.value.magnitude).max() ?? Amount(0)
        cents = money.reduce(into: [:]) { counts, amount in
            if let cents = amount.value.cents { counts[cents, default: 0] += 1 }
        }
    }

    func values(_ amount: Amount, _ tokens: Range<Int>) -> [Feature: Double] {
        let printed = analysis.amounts.first { $0.tokens.overlaps(tokens) }
        let others = [totals.subtotal, totals.tax, totals.total].count { $0 != nil }
        return [
            .largest: amount.magnitude >= largest ? 1 : 0, .partners: Double(others - 1),
            .zero: amount == Amount(0) ? 1 : 0,
            .cents: printed?.decimals == 2 ? 1 : 0, .hasCurrency: printed?.currency == nil ? 0 : 1,
            .repetitions: Double(min(amount.cents.flatMap { cents[$0] } ?? 0, 4)),
            .dueEqual: totals.amountDue.map { $0.cents == totals.total?.cents } == true ? 1 : 0,
            .equalsNet: totals.subtotal.map { $0.cents == totals.total?.cents } == true ? 1 : 0,
            .paid: totals.isPaid ? 1 : 0, .columnSum: totals.isColumnSum ? 1 : 0,
            .ratePlausible: isRatePlausible ? 1 : 0,
        ]
    }

    /// Whether the tax is one of the printed rates of the net amount.
    private var isRatePlausible: Bool {
        guard let net = totals.subtotal?.value, let tax = totals.tax?.value, net != Amount(0) else { return false }
        return analysis.amounts.contains { rate in
            rate.isPercent && (net * rate.value * Amount(cents: 1)).isNear(tax, within: Self.rounding)
        }
    }

    /// In hundredths.
    private static let rounding = 2
}
