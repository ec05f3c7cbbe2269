import Foundation
import Invoices

/// The rates of value added tax that countries have or lately had, in per cent.
enum TaxRates {
    /// No tax in a row of the totals is as high. In per cent; what stands anywhere on a page is held to less.
    static let tooHigh = Amount(40)

    static func areUsual(_ rate: Decimal) -> Bool { usual.contains(rate) }

    /// Whether a tax is that rate of a net, both in hundredths; each line's tax may have been rounded by itself.
    static func makes(_ tax: Int, of net: Int, at rate: Decimal) -> Bool {
        let expected = Amount(Decimal(net) * rate / 10_000).cents ?? 0
        return tax != 0 && abs(expected - tax) <= mostRounded
    }

    private static let mostRounded = 2

    /// As printed without their sign, where a heading or a label says that they are taxes.
    private static let usual: Set<Decimal> = Set(
        [
            "0", "2.1", "2.5", "2.6", "3", "3.7", "3.8", "4", "4.5", "4.8", "5", "5.5", "6", "7", "7.7", "8", "8.1",
            "8.5",
            "9", "9.5", "10", "11", "12", "12.5", "13", "13.5", "14", "15", "16", "17", "18", "19", "20", "21", "22",
            "23",
            "24", "25", "25.5", "26", "27",
        ].compactMap { Decimal(string: $0) })
}
