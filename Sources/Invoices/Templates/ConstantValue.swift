/// Tells whether a template's constant can be a value of its kind, before any document is read.
///
/// The reader knows the names of months and currencies; here only what no value can be is found: too many digits, a day
/// that does not exist, no number at all.
enum ConstantValue {
    /// Digits of the longest printed number that is read as an amount.
    private static let mostDigits = 13

    static func canBe(_ kind: FieldRule.Kind, _ text: String) -> Bool {
        guard text.contains(where: { !$0.isWhitespace }) else { return false }
        return switch kind {
        case .text, .currency, .boolean: true
        case .number, .amount: canBeNumber(text)
        case .date: canBeDate(text)
        }
    }

    /// Digits with marks between them; letters, of a currency, only before or behind them.
    private static func canBeNumber(_ text: String) -> Bool {
        guard let first = text.firstIndex(where: \.isPlainDigit), let last = text.lastIndex(where: \.isPlainDigit)
        else {
            return false
        }
        let number = text[first...last]
        return number.count(where: \.isPlainDigit) <= mostDigits && !number.contains(where: \.isLetter)
    }

    /// Three numbers that are a day in one order or another; or two and a word, which may be a month's name.
    private static func canBeDate(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter && !$0.isPlainDigit }
        let numbers = words.compactMap { Int($0) }
        switch numbers.count {
        case 1 where words.count == 1 && text.utf8.count == 8:
            return isDay(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)
        case 3:
            return isDay(numbers[0], numbers[1], numbers[2]) || isDay(numbers[2], numbers[1], numbers[0])
                || isDay(numbers[2], numbers[0], numbers[1])
        default: return words.count >= 3
        }
    }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        CalendarDate(year: year < 100 ? year + 2000 : year, month: month, day: day) != nil
    }
}
