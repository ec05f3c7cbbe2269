import Foundation
import Invoices

/// Weighs combinations of net, tax and gross against each other: labels speak, sums decide.
struct TotalsChoice {
    var gross: Candidate<Amount>?
    var net: Candidate<Amount>?
    var tax: Candidate<Amount>?
    var score = 0.0
    var isProven = false

    /// - Parameter paid: What was given and returned.
    static func best(
        grosses: [Candidate<Amount>], nets: [Candidate<Amount>], taxes: [Candidate<Amount>], evidence: TotalsEvidence,
        paid: CashTendered
    ) -> TotalsChoice {
        var best = TotalsChoice()
        for gross in grosses.map(Optional.some) + [nil] {
            for net in nets.map(Optional.some) + [nil] {
                for tax in taxes.map(Optional.some) + [nil] {
                    let choice = TotalsChoice(gross: gross, net: net, tax: tax).judged(by: evidence, paid: paid)
                    if choice.score > best.score { best = choice }
                }
            }
        }
        return best.completed(by: evidence)
    }

    private func judged(by evidence: TotalsEvidence, paid: CashTendered) -> TotalsChoice {
        var choice = self
        var score = (gross?.score ?? 0) + (net.map { $0.score - 0.8 } ?? 0) + (tax.map { $0.score - 1.2 } ?? 0)
        if let gross, let net, let tax {
            if 2 * abs(tax.cents) > abs(net.cents) || (tax.cents < 0) != (net.cents < 0) && tax.cents != 0 {
                // No tax on invoices is half the price or lowers it: these are parts of something else.
                score -= 3
            } else if abs(net.cents + tax.cents - gross.cents) <= Self.tolerance {
                score += tax.cents == 0 ? 1.5 : 4
                choice.isProven = true
                if isPlausible(rateOf: tax, on: net, evidence) { score += 0.7 }
            } else if let better = mended(evidence, paid) {
                choice = better
                score += 2.5
            } else {
                score -= 3
            }
        } else if let gross, let net {
            if net.cents == gross.cents { score += 0.2 } else if abs(net.cents) > abs(gross.cents) { score -= 1 }
        } else if let gross, let tax {
            if abs(tax.cents) >= abs(gross.cents), gross.cents != 0 { score -= 3 }
            if evidence.printed[gross.cents - tax.cents] != nil, tax.cents != 0 { score += 1 }
        } else if let net, let tax, evidence.printed[net.cents + tax.cents] != nil, tax.cents != 0 {
            score += 1.5
        }
        if let gross { score += paid.weight(of: gross.cents) }
        choice.score = score
        return choice
    }

    /// One of three amounts that do not add up, where a digit that recognition mixes up makes them do so: the one with which
    /// the tax is a printed rate's, if any.
    private func mended(_ evidence: TotalsEvidence, _ paid: CashTendered) -> TotalsChoice? {
        guard evidence.isRecognised, let gross, let net, let tax else { return nil }
        var choices: [TotalsChoice] = []
        func add(_ better: Candidate<Amount>?, _ place: WritableKeyPath<TotalsChoice, Candidate<Amount>?>) {
            guard let better else { return }
            var choice = self
            choice[keyPath: place] = better
            choice.isProven = true
            choices.append(choice)
        }
        // What stands there twice or was paid is read rightly.
        if !paid.proves(gross.cents), evidence.occurrences[gross.cents, default: 0] < 2 {
            add(Self.mended(gross, to: net.cents + tax.cents), \.gross)
        }
        add(Self.mended(net, to: gross.cents - tax.cents), \.net)
        add(Self.mended(tax, to: gross.cents - net.cents), \.tax)
        return choices.first { $0.hasPlausibleRate(evidence) } ?? choices.first
    }

    private func hasPlausibleRate(_ evidence: TotalsEvidence) -> Bool {
        guard let net, let tax else { return false }
        return isPlausible(rateOf: tax, on: net, evidence)
    }

    /// The expected amount if it looks like the printed one: one digit mixed up, or the decimal mark lost.
    private static func mended(_ money: Candidate<Amount>, to expected: Int) -> Candidate<Amount>? {
        let printed = Array(String(abs(money.cents)))
        let wanted = Array(String(abs(expected)))
        guard expected != 0, (money.cents < 0) == (expected < 0) else { return nil }
        let isShifted = abs(money.cents) == abs(expected) * 100
        let differing = printed.count == wanted.count ? zip(printed, wanted).filter { $0 != $1 } : []
        let isSlip = differing.count == 1 && differing.allSatisfy { DigitConfusions.isLikely($0, $1) }
        guard isShifted || isSlip else { return nil }
        return Candidate(value: Amount(cents: expected), score: money.score, tokens: money.tokens, isRepaired: true)
    }

    /// In hundredths: net and tax are rounded each by itself.
    private static let tolerance = 1

    private func isPlausible(rateOf tax: Candidate<Amount>, on net: Candidate<Amount>, _ evidence: TotalsEvidence)
        -> Bool
    {
        evidence.rates.contains { TaxRates.makes(tax.cents, of: net.cents, at: $0) }
    }

    /// What two amounts prove and the page shows without a label that we know.
    private func completed(by evidence: TotalsEvidence) -> TotalsChoice {
        var choice = self
        if let net, let gross, tax == nil, net.cents != gross.cents,
            let printed = evidence.printed[gross.cents - net.cents], printed.decimals == 2,
            2 * abs(gross.cents - net.cents) <= abs(net.cents)
        {
            choice.tax = money(printed)
            choice.isProven = isPlausible(rateOf: money(printed), on: net, evidence)
            if !choice.isProven { choice.tax = nil }
        }
        if let tax, let gross, net == nil, tax.cents != 0, let printed = evidence.printed[gross.cents - tax.cents],
            printed.decimals == 2, 2 * abs(tax.cents) <= abs(gross.cents - tax.cents)
        {
            choice.net = money(printed)
            choice.isProven = true
        }
        if let net, let tax, gross == nil, let printed = evidence.printed[net.cents + tax.cents], tax.cents != 0 {
            choice.gross = money(printed)
            choice.isProven = true
        }
        return choice
    }

    private func money(_ printed: PrintedAmount) -> Candidate<Amount> { Candidate(printed, score: 1.5) }
}
