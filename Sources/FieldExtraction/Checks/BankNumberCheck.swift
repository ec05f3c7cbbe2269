import Invoices

/// Checks account numbers: IBAN by its country's length and mod 97, BIC by its form.
package enum BankNumberCheck {
    /// Upper case, without blanks.
    package static func normalised(_ text: String) -> String { text.plainLettersAndDigits }

    package static func isIBAN(_ text: String) -> Bool {
        let number = normalised(text)
        guard let length = lengths[String(number.prefix(2))], number.count == length else { return false }
        return TaxNumberCheck.remainder(number.dropFirst(4) + number.prefix(4)) == 1
    }

    /// How long the IBANs of a country are; nil where there are none.
    static func ibanLength(country: String) -> Int? { lengths[country] }

    /// ISO 9362: bank, country, place and maybe the branch.
    package static func isBIC(_ text: String) -> Bool {
        guard text.utf8.count >= 8 else { return false }
        let number = normalised(text)
        guard number.count == 8 || number.count == 11, number == text.uppercased().filter({ $0 != " " }) else {
            return false
        }
        return number.prefix(6).allSatisfy(\.isFastLetter) && knowsCountry(String(number.dropFirst(4).prefix(2)))
    }

    /// ISO 11649: `RF18 5390 0754 7034`.
    package static func isCreditorReference(_ text: String) -> Bool {
        let number = normalised(text)
        guard number.hasPrefix("RF"), (5...25).contains(number.count) else { return false }
        return TaxNumberCheck.remainder(number.dropFirst(4) + number.prefix(4)) == 1
    }

    private static func knowsCountry(_ code: String) -> Bool {
        lengths[code] != nil
            || ["US", "CA", "AU", "NZ", "JP", "CN", "HK", "SG", "IN", "MY", "ZA", "MX", "KR", "TH", "ID"].contains(code)
    }

    /// From the SWIFT IBAN registry.
    private static let lengths: [String: Int] = [
        "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
        "CH": 21, "CR": 22,
        "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27,
        "GB": 22, "GE": 22,
        "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30,
        "KW": 30, "KZ": 20,
        "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31,
        "MU": 30, "NL": 18,
        "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19,
        "SK": 24, "SM": 27,
        "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
    ]
}
