import Invoices

/// What stands directly before and behind a number's digits: a sign, brackets, a currency, a percent sign.
struct NumberAffixes {
    private(set) var isNegative = false
    private(set) var isPercent = false
    /// ISO 4217.
    private(set) var currency: String?
    /// The mark of `.50`, before which no digit stands.
    private(set) var leadingMark: DecimalMark?
    /// The mark of `12,-`, behind which a dash stands for the decimals.
    private(set) var closingMark: DecimalMark?
    private(set) var isClean = true
    /// Whether a dash ties the digits to letters before them: `KR-3811` is a code, `EUR-38,11` an amount.
    private(set) var isTiedToLetters = false

    /// No currency's name with its signs is longer; a file may bring a word of a million brackets.
    private static let mostBytes = 32

    /// Nil where something stands there that no number has.
    init?(before: Substring, behind: Substring) {
        guard before.utf8.count <= Self.mostBytes, behind.utf8.count <= Self.mostBytes else { return nil }
        var (head, tail) = (Self.folded(before), Self.folded(behind))
        takeBrackets(&head, &tail)
        takeSurroundings(&head, &tail)
        if tail.hasSuffix("%") {
            isPercent = true
            tail.removeLast()
        }
        isTiedToLetters = head.hasSuffix("-") && head.first?.isFastLetter == true
        if CreditMark.isMark(behind) {
            isNegative = true
            tail = ""
        }
        takeSign(before: &head)
        takeSign(behind: &tail)
        takeLeadingMark(&head)
        for affix in [head, tail] where !affix.isEmpty {
            guard let code = CurrencySign.code(affix) else { return nil }
            if CurrencySign.isUnit(affix) { isClean = false }
            currency = currency ?? code
        }
    }

    /// Without blanks; one dash and one quotation mark stand for all others.
    private static func folded(_ text: Substring) -> String {
        text.isEmpty ? "" : TextFolding.fold(String(text)).filter { $0 != " " }
    }

    /// `(12.00)`, `(12.00) EUR`
    private mutating func takeBrackets(_ head: inout String, _ tail: inout String) {
        guard let open = head.firstIndex(of: "("), let close = tail.lastIndex(of: ")") else { return }
        head.remove(at: open)
        tail.remove(at: close)
        isNegative = true
    }

    /// What sentences and forms set around a number.
    private mutating func takeSurroundings(_ head: inout String, _ tail: inout String) {
        while let first = head.first, "([*|:=\"'".contains(first) {
            head.removeFirst()
            isClean = false
        }
        while let last = tail.last, ")]*|:;\"'".contains(last) {
            tail.removeLast()
            isClean = false
        }
    }

    private mutating func takeSign(before head: inout String) {
        for sign in ["-", "+"] where head.hasPrefix(sign) || head.hasSuffix(sign) {
            isNegative = isNegative || sign != "+"
            head = head.replacing(sign, with: "")
        }
    }

    /// `12.-` and `12,-` are whole amounts, `12,50-` is negative.
    private mutating func takeSign(behind tail: inout String) {
        switch tail {
        case ",-", ".-", ",--", ".--":
            closingMark = tail.hasPrefix(",") ? .comma : .point
            tail = ""
        case ".", ",":
            tail = ""
            isClean = false
        default:
            guard tail.hasPrefix("-") || tail.hasSuffix("-") else { return }
            isNegative = true
            tail.removeAll { $0 == "-" }
        }
    }

    /// `.50`, `$.50`; the point of `Rs.50` belongs to the currency.
    private mutating func takeLeadingMark(_ head: inout String) {
        guard let last = head.last, last == "." || last == ",", head.dropLast().last?.isFastLetter != true else {
            return
        }
        leadingMark = last == "," ? .comma : .point
        head.removeLast()
    }
}
