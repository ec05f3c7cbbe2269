import Foundation
import Invoices

/// The digits of a printed number and the marks between them: groups of three, but for the decimals and for lakh and
/// crore, `1,02,30,339`.
struct DigitGroups: Sendable {
    private enum Mark: Sendable {
        case decimal(DecimalMark)
        /// A blank or an apostrophe, or what is printed for one: it parts thousands.
        case gap

        var decimal: DecimalMark? { if case .decimal(let mark) = self { mark } else { nil } }
    }

    /// Of the longest number that is read as an amount.
    static let mostDigits = 13

    /// Of ASCII, without marks.
    private var digits: [UInt8] = []
    /// How many digits each group has, from the left.
    private var counts = [0]
    /// One less than groups.
    private var marks: [Mark] = []

    /// From the first digit to the last; nil where the marks between them are no number's.
    ///
    /// - Parameter leadingMark: What stands before the first digit where nothing else does: `.50`.
    init?(_ text: Substring, behind leadingMark: DecimalMark? = nil) {
        if let leadingMark {
            digits = [UInt8(ascii: "0")]
            (counts, marks) = ([1, 0], [.decimal(leadingMark)])
        }
        for scalar in text.unicodeScalars {
            guard add(scalar) else { return nil }
        }
        guard isNumber, leadingMark == nil || marks.count == 1 else { return nil }
    }

    /// Of a text that is nothing but digits, commas and points, as most numbers are; nil for others.
    init?(bare text: String) {
        guard text.utf8.first?.isPlainDigit == true, text.utf8.last?.isPlainDigit == true else { return nil }
        for byte in text.utf8 {
            guard add(Unicode.Scalar(byte)), byte.isPlainDigit || byte == 0x2C || byte == 0x2E else { return nil }
        }
        guard isNumber else { return nil }
    }

    private mutating func add(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9":
            guard digits.count < Self.mostDigits else { return false }
            digits.append(UInt8(truncatingIfNeeded: scalar.value))
            counts[counts.count - 1] += 1
        case ",", ".":
            let mark = Mark.decimal(scalar == "," ? .comma : .point)
            if counts[counts.count - 1] > 0 {
                append(mark)
            } else if let last = marks.last, last.decimal == nil {
                // `31480 ,00`
                marks[marks.count - 1] = mark
            } else {
                return false
            }
        case " ", "'", "’", "‘", "`", "´", "′", "ʼ", "\u{A0}", "\u{202F}", "\u{2009}":
            // A blank behind a comma is a gap that recognition saw.
            if counts[counts.count - 1] > 0 { append(.gap) }
        default: return false
        }
        return true
    }

    private mutating func append(_ mark: Mark) {
        marks.append(mark)
        counts.append(0)
    }
}

extension DigitGroups {
    var hasBothMarks: Bool { has(.comma) && has(.point) }

    /// The mark that parts the decimals, where the digits alone say so.
    var certainMark: DecimalMark? {
        guard let last = marks.last?.decimal else { return nil }
        if has(last.other) || marks.contains(where: { $0.decimal == nil }) { return last }
        if marks.count > 1 { return last.other }
        return counts[1] == 3 && counts[0] <= 3 && digits[0] != UInt8(ascii: "0") ? nil : last
    }

    /// The last mark where it may part decimals or thousands: `1.000`.
    var doubtfulMark: DecimalMark? { certainMark == nil ? marks.last?.decimal : nil }

    func decimals(decimalMark: DecimalMark) -> Int {
        guard let last = marks.last?.decimal, last == certainMark ?? decimalMark else { return 0 }
        return counts[counts.count - 1]
    }

    /// Nil where it has more decimals than an amount.
    func value(decimalMark: DecimalMark) -> Decimal? {
        let decimals = decimals(decimalMark: decimalMark)
        guard decimals > 0 else { return Amount.plain(digits) }
        var literal = digits
        literal.insert(UInt8(ascii: "."), at: literal.endIndex - decimals)
        return Amount.plain(literal)
    }

    private func has(_ mark: DecimalMark) -> Bool { marks.contains { $0.decimal == mark } }

    private var isNumber: Bool {
        guard counts.allSatisfy({ $0 > 0 }) else { return false }
        return marks.isEmpty || isIndian || isGroupedByThree
    }

    /// Lakh and crore: `2,30,339.00`, `1,02,30,339`.
    private var isIndian: Bool {
        let hasDecimals = marks.last?.decimal == .point
        let (groups, commas) = hasDecimals ? (counts.dropLast(), marks.dropLast()) : (counts[...], marks[...])
        return groups.count >= 3 && commas.allSatisfy { $0.decimal == .comma } && groups[0] <= 2
            && groups.last == 3 && groups.dropFirst().dropLast().allSatisfy { $0 == 2 }
            && (!hasDecimals || counts.last == 2)
    }

    /// Three digits behind every mark but the last, which may part decimals.
    private var isGroupedByThree: Bool {
        guard let last = marks.last, let tail = counts.last else { return true }
        guard counts.dropFirst().dropLast().allSatisfy({ $0 == 3 }) else { return false }
        if counts[0] > 3, marks.count > 1 || last.decimal == nil { return false }
        if tail == 3 { return true }
        // Decimals: their mark stands there once.
        return last.decimal.map { mark in !marks.dropLast().contains { $0.decimal == mark } } ?? false
    }
}
