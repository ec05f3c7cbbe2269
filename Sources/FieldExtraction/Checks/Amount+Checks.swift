import Invoices

extension Amount {
    /// Whether both round to hundredths that are no further apart; false for amounts without hundredths, which are too large.
    func isNear(_ other: Amount, within cents: Int) -> Bool {
        guard let a = self.cents, let b = other.cents else { return false }
        return abs(a - b) <= cents
    }

    /// Whether they are the same hundredth.
    func isSameCent(as other: Amount) -> Bool { isNear(other, within: 0) }

    /// Two decimals, as people write money.
    var asMoney: String {
        guard let cents else { return literal }
        let sign = cents < 0 ? "-" : ""
        let rest = String(abs(cents) % 100)
        return "\(sign)\(abs(cents) / 100).\(rest.count == 1 ? "0" + rest : rest)"
    }
}
