import Foundation
import JSON
import Testing

@testable import Invoices

struct AmountTests {
    /// What an amount may be asked to hold: what fits, its bounds, and what arithmetic or an older store brings.
    private static let values = [
        "0", "1", "-1", "0.01", "-1471.6", "0.333333333333333333333333333333333333", "99999999999999999999", "1e20",
        "-1e20", "1e-12", "-1e-12", "1e-13", "1e49", "1e50", "999999999999999999999999999999e20",
        "-999999999999999999999999999999e20", "99999999999999999999999999999999999999", "1e127", "-1e127", "1e-127",
        "-1e-127", "99999999999999999999999999999999999999e127",
    ].map { Amount(Decimal(string: $0) ?? 0) }

    private func expectGood(_ amount: Amount, _ made: String) throws {
        #expect(amount.decimal.isFinite, "\(made)")
        #expect(try JSONReader.read(amount.literal).number == amount.literal, "\(made)")
        let again = try #require(Amount(literal: amount.literal), "\(made) is \(amount.literal)")
        #expect(again == amount && again.hashValue == amount.hashValue, "\(made)")
        #expect(amount <= Amount.greatest && amount >= -Amount.greatest, "\(made)")
        if let cents = amount.cents { #expect(abs(cents) < 1_000_000_000_000_000, "\(made)") }
    }

    @Test func `every operator gives an amount that can be written and read, whatever two amounts it is given`() throws
    {
        for one in Self.values {
            try expectGood(one, one.literal)
            try expectGood(-one, "-\(one.literal)")
            try expectGood(one.magnitude, "|\(one.literal)|")
            for other in Self.values {
                let pair = "\(one.literal) and \(other.literal)"
                try expectGood(one + other, "the sum of \(pair)")
                try expectGood(one - other, "the difference of \(pair)")
                try expectGood(one * other, "the product of \(pair)")
                if let quotient = one.divided(by: other) { try expectGood(quotient, "the quotient of \(pair)") }
                #expect(one < other || other < one || one == other, "\(pair)")
                #expect((one < other) == (-other < -one), "\(pair)")
            }
        }
        #expect(Amount(1).divided(by: Amount(0)) == nil)
    }

    @Test func `what is greater than the greatest amount becomes the greatest, what is less than the least becomes 0`()
    {
        let (greatest, least) = (Amount.greatest, Amount(Decimal(string: "1e-12") ?? 0))
        #expect(greatest + greatest == greatest && greatest * greatest == greatest)
        #expect(-greatest - greatest == -greatest && -greatest * greatest == -greatest)
        #expect(least * least == Amount(0) && Amount(Decimal.nan) == Amount(0))
        #expect(greatest.cents == nil && (-greatest).cents == nil)
    }

    @Test(
        arguments: [
            ("1e20", "100000000000000000000"), ("1e-12", "0.000000000001"), ("-1.5E+2", "-150"), ("0e999", "0"),
            ("1.000000000000000000000000000000000000", "1"), ("123456789012345678901234567890", nil),
            ("123456789012345678901234567890e20", nil), ("0.123456789012", nil), ("-0.0", "0"),
        ] as [(String, String?)])
    func `a literal within the bounds is read exactly`(literal: String, expected: String?) {
        #expect(Amount(literal: literal)?.literal == expected ?? literal)
    }

    @Test(arguments: [
        "1e21", "1e-13", "0.0000000000001", "1234567890123456789012345678901", "1e-100", "-1e127",
        "1e999999999999999999999",
        "0.0000000000000000000000000000000000000000000000000001", "1e-9223372036854775808",
    ])
    func `a number beyond the bounds is none, and known as a number`(literal: String) {
        #expect(Amount(literal: literal) == nil && Amount.isBeyond(literal: literal))
        #expect(Amount(nearest: literal) != nil)
    }

    @Test(arguments: ["", "-", "1.", ".5", "1e", "1e+", "--1", "1 ", "0x10", "nan", "1,5", "1.2.3", "١"])
    func `what is no JSON number is no amount, nor beyond one`(literal: String) {
        #expect(Amount(literal: literal) == nil && !Amount.isBeyond(literal: literal))
        #expect(Amount(nearest: literal) == nil)
    }
}
