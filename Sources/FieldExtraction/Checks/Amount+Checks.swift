import Invoices

extension Amount {
    /// Whether both round to hundredths that are no further apart, or are the same where they are too large for hundredths.
    func isNear(_ other: Amount, within cents: Int) -> Bool {
        if self == other { return true }
        guard let a = self.cents, let b = other.cents else { return false }
        return abs(a - b) <= cents
    }

    /// Whether they are the same hundredth.
    func isSameCent(as other: Amount) -> Bool { isNear(other, within: 0) }

    /// With charges added and allowances taken off. As they are printed they have no sign, and make a credit's negative amount
    /// smaller, too; one with a minus means it.
    func with(charges: Amount, allowances: Amount) -> Amount {
        let change = charges - allowances
        let isUnsigned = charges >= Amount(0) && allowances >= Amount(0)
        return self < Amount(0) && isUnsigned ? self - change : self + change
    }

    /// Two decimals, as people write money.
    var asMoney: String {
        guard let cents else { return literal }
        let sign = cents < 0 ? "-" : ""
        let rest = String(abs(cents) % 100)
        return "\(sign)\(abs(cents) / 100).\(rest.count == 1 ? "0" + rest : rest)"
    }
}
