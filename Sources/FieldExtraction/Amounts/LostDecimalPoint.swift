import Foundation
import Invoices

/// Puts back the decimal mark that recognition lost, where the page shows the same amount with it: `340` and `118 25`
/// beside `3.40` and `118.25`.
struct LostDecimalPoint {
    private let evidence: TotalsEvidence

    init(_ evidence: TotalsEvidence) { self.evidence = evidence }

    /// The amounts of one row behind a label, as they would be with their mark.
    func mended(_ amounts: [PrintedAmount]) -> [Candidate<Amount>] {
        guard evidence.isRecognised, evidence.writesCents else { return [] }
        return lost(amounts) + parted(amounts)
    }

    /// `340`
    private func lost(_ amounts: [PrintedAmount]) -> [Candidate<Amount>] {
        amounts.compactMap { amount in
            guard amount.decimals == 0, amount.value >= Amount(100),
                let hundredths = Amount(amount.value.decimal / 100).cents
            else {
                return nil
            }
            return money(hundredths, amount.tokens)
        }
    }

    /// `118 25`
    private func parted(_ amounts: [PrintedAmount]) -> [Candidate<Amount>] {
        zip(amounts, amounts.dropFirst()).compactMap { whole, rest in
            guard whole.decimals == 0, rest.decimals == 0, whole.tokens.upperBound == rest.tokens.lowerBound,
                rest.value < Amount(100), let hundredths = Amount(whole.value.decimal + rest.value.decimal / 100).cents
            else { return nil }
            let tokens = whole.tokens.lowerBound..<rest.tokens.upperBound
            return money(hundredths, tokens) ?? torn(whole, rest, hundredths, tokens)
        }
    }

    /// Two digits that end the row directly behind whole ones are its cents on a page that writes cents.
    private func torn(
        _ whole: PrintedAmount, _ rest: PrintedAmount, _ hundredths: Int, _ tokens: Range<Int>
    ) -> Candidate<Amount>? {
        guard rest.segment == whole.segment, rest.tokens.count == 1, evidence.digits(of: rest) == 2 else { return nil }
        return Candidate(value: Amount(cents: hundredths), score: 2.6, tokens: tokens, isRepaired: true)
    }

    private func money(_ hundredths: Int, _ tokens: Range<Int>) -> Candidate<Amount>? {
        guard let same = evidence.printed[hundredths], same.decimals == 2 else { return nil }
        return Candidate(value: same.value, score: 2.8, tokens: tokens, isRepaired: true)
    }
}
