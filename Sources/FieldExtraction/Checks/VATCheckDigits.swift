import Invoices

/// The published check digit algorithms of the tax offices, by country.
enum VATCheckDigits {
    /// True as well for countries that publish none, or use several at once.
    static func fit(_ body: Substring, country: String) -> Bool {
        let d = body.compactMap(\.wholeNumberValue)
        switch country {
        case "DE", "HR": return fitsISO7064(d)
        case "IT": return fitsLuhn(d)
        case "SE": return fitsLuhn(Array(d.prefix(10)))
        case "AT": return fitsAustrian(d)
        case "FR": return fitsFrench(body)
        case "GB": return fitsBritish(d)
        case "NL": return fitsDutch(body)
        case "LV": return fitsLatvian(d)
        case "PT", "SI": return fitsComplement(d)
        case "BE": return remainder(body.prefix(8), 97).map { 97 - $0 } == Int(body.suffix(2))
        case "LU": return remainder(body.prefix(6), 89) == Int(body.suffix(2))
        case "SK": return remainder(body, 11) == 0
        default: return fitsWeights(d, country: country)
        }
    }

    private static func remainder(_ digits: Substring, _ divisor: Int) -> Int? { Int(digits).map { $0 % divisor } }

    private static func weighted(_ digits: [Int], _ weights: [Int]) -> Int {
        var sum = 0
        for (digit, weight) in zip(digits, weights) { sum += digit * weight }
        return sum
    }

    private static func fitsWeights(_ d: [Int], country: String) -> Bool {
        switch country {
        case "DK": return weighted(d, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case "FI": return (11 - weighted(d, [7, 9, 10, 5, 8, 4, 2]) % 11) % 11 == d[7]
        case "PL": return weighted(d, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == d[9]
        case "EE": return (10 - weighted(d, [3, 7, 1, 3, 7, 1, 3, 7]) % 10) % 10 == d[8]
        case "EL": return weighted(d, [256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == d[8]
        case "NO": return (11 - weighted(d, [3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[8]
        case "CHE": return (11 - weighted(d, [5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11 == d[8]
        default: return true
        }
    }

    /// ISO 7064, mod 11,10.
    private static func fitsISO7064(_ digits: [Int]) -> Bool {
        var product = 10
        for digit in digits.dropLast() {
            let sum = (digit + product) % 10
            product = 2 * (sum == 0 ? 10 : sum) % 11
        }
        return (11 - product) % 10 == digits.last
    }

    private static func fitsLuhn(_ digits: [Int]) -> Bool {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = place % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    private static func fitsAustrian(_ d: [Int]) -> Bool {
        var sum = 4
        for place in 0..<7 { sum += place % 2 == 0 ? d[place] : d[place] / 5 + d[place] * 2 % 10 }
        return (10 - sum % 10) % 10 == d[7]
    }

    /// Keys with letters follow another rule; numeric ones are 12 + 3 × (SIREN mod 97).
    private static func fitsFrench(_ body: Substring) -> Bool {
        guard let key = Int(body.prefix(2)), let siren = Int(body.suffix(9)) else { return true }
        return (12 + 3 * (siren % 97)) % 97 == key
    }

    private static func fitsBritish(_ d: [Int]) -> Bool {
        let sum = weighted(d, [8, 7, 6, 5, 4, 3, 2]) + d[7] * 10 + d[8]
        return sum % 97 == 0 || (sum + 55) % 97 == 0
    }

    /// Companies by mod 11, sole traders since 2020 by mod 97.
    private static func fitsDutch(_ body: Substring) -> Bool {
        let d = body.prefix(9).compactMap(\.wholeNumberValue)
        return weighted(d, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == d[8] || TaxNumberCheck.remainder("NL" + body) == 1
    }

    /// Numbers that begin with 0 to 3 are persons', whose digits hold a birthday.
    private static func fitsLatvian(_ d: [Int]) -> Bool {
        guard d[0] > 3 else { return true }
        let rest = 3 - weighted(d, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11
        return d[10] == (rest < -1 ? rest + 11 : rest)
    }

    /// Portugal and Slovenia: 11 less the weighted sum, 10 and 11 being 0.
    private static func fitsComplement(_ d: [Int]) -> Bool {
        let weights = Array((2...9).suffix(d.count - 1).reversed())
        let check = 11 - weighted(d, d.count == 9 ? weights : [8, 7, 6, 5, 4, 3, 2]) % 11
        return (check > 9 ? 0 : check) == d[d.count - 1]
    }
}
