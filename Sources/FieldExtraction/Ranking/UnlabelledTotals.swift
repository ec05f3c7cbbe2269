import Foundation
import Invoices

/// The printed amounts that may be the total, where no known label says which is.
struct UnlabelledTotals {
    static let field = "invoice.amounts.total"

    private let analysis: DocumentAnalysis
    private let evidence: TotalsEvidence
    private let net: Int?
    private let money: [PrintedAmount]
    private let place: RankingPlace

    /// - Parameter net: What was found as the net.
    init(_ analysis: DocumentAnalysis, net: Amount?) {
        self.analysis = analysis
        evidence = TotalsEvidence(analysis)
        self.net = net?.cents
        money = analysis.amounts.filter { $0.looksLikeMoney && $0.value > Amount(0) }
        place = RankingPlace(analysis, own: [.total, .amountDue])
    }

    /// The largest amounts, each once, where it is printed last.
    func candidates() -> [RankingCandidate<Amount>] {
        let last = money.reduce(into: [Int: PrintedAmount]()) { last, amount in
            if let cents = amount.value.cents { last[cents] = amount }
        }
        let largest = last.keys.sorted(by: >).prefix(Self.most)
        let sizes = Set(last.keys)
        return largest.compactMap { cents in
            last[cents].map { printed in
                let features = place.features(of: printed.tokens)
                    .merging(sums(cents, among: sizes, largest: largest.first ?? cents)) { $1 }
                    .merging(print(printed)) { $1 }
                return RankingCandidate(value: printed.value, tokens: printed.tokens, features: features)
            }
        }
    }

    private static let most = 12

    private func sums(_ cents: Int, among sizes: Set<Int>, largest: Int) -> [RankingFeature: Double] {
        // No tax is half the price.
        let parts = sizes.filter { $0 < cents && 3 * $0 >= 2 * cents && sizes.contains(cents - $0) }
        return [
            .largest: cents == largest ? 1 : 0, .sizeShare: Double(cents) / Double(largest),
            .addsUp: parts.isEmpty ? 0 : 1, .taxed: parts.contains { isTax(cents - $0, of: $0) } ? 1 : 0,
            .belowNet: net.map { cents < $0 } == true ? 1 : 0, .equalsNet: net == cents ? 1 : 0,
            .repetitions: Double(min(evidence.occurrences[cents, default: 1] - 1, 3)),
        ]
    }

    /// Of a rate that is printed, or that countries have.
    private func isTax(_ tax: Int, of net: Int) -> Bool {
        let tenths = Decimal((Double(tax) / Double(net) * 1000).rounded()) / 10
        return evidence.rates.contains { TaxRates.makes(tax, of: net, at: $0) }
            || TaxRates.areUsual(tenths) && TaxRates.makes(tax, of: net, at: tenths)
    }

    private func print(_ printed: PrintedAmount) -> [RankingFeature: Double] {
        let inRow = analysis.amounts(inRow: printed.row).count { !$0.isPercent }
        return [
            .columnSum: evidence.isSumOfColumn(printed) ? 1 : 0, .cents: printed.decimals == 2 ? 1 : 0,
            .hasCurrency: printed.currency == nil ? 0 : 1, .alone: inRow == 1 ? 1 : 0,
            .below: Double(min(money.count { $0.row > printed.row }, 6)) / 3,
        ]
    }
}
