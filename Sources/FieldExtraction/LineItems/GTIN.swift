/// Article numbers of GS1: 8, 12, 13 or 14 digits, the last of which checks the others.
enum GTIN {
    static func isOne(_ text: String) -> Bool {
        let digits = text.compactMap(\.wholeNumberValue)
        guard [8, 12, 13, 14].contains(digits.count), digits.count == text.count else { return false }
        let sum = digits.reversed().dropFirst().enumerated().reduce(0) {
            $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1)
        }
        return (sum + digits[digits.count - 1]) % 10 == 0
    }
}
