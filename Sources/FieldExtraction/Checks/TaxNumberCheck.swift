import Invoices

/// Checks VAT numbers by their country's form and check digits.
package enum TaxNumberCheck {
    package enum Verdict: Sendable, Equatable {
        /// Right form and check digits, or a form whose check digits are not published.
        case valid
        /// The country's form, but the check digits do not fit.
        case wrongCheckDigit
        /// No VAT number of a country that we know.
        case unknownForm
    }

    /// Letters and digits only, upper case: `FR 44 732 829 320` → `FR44732829320`.
    package static func normalised(_ text: String) -> String { text.plainLettersAndDigits }

    package static func check(_ text: String) -> Verdict {
        let number = normalised(text)
        guard let (country, body) = split(number), let forms = forms[country],
            forms.contains(where: { $0.matches(body) })
        else { return .unknownForm }
        return VATCheckDigits.fit(body, country: country) ? .valid : .wrongCheckDigit
    }

    /// The length of the longest VAT number that begins `text`, which is normalised; nil when none does.
    static func length(ofNumberAt text: String) -> Int? {
        guard let (country, body) = split(text), let forms = forms[country] else { return nil }
        let lengths = forms.filter { body.count >= $0.length && $0.matches(body.prefix($0.length)) }.map(\.length)
        return lengths.max().map { $0 + country.count }
    }

    /// `DE13669597G` with digits where its country's form has them; nil when no form fits even so.
    static func mended(_ text: String) -> String? {
        guard let (country, body) = split(text), let forms = forms[country] else { return nil }
        for form in forms where form.length == body.count {
            let mended = zip(form.pattern, body).map { sign, character -> Character in
                switch sign {
                case "9": return character.isPlainDigit ? character : DigitConfusions.digit(for: character) ?? character
                case "B" where character == "8": return "B"
                default: return character
                }
            }
            if form.matches(Substring(String(mended))) { return country + String(mended) }
        }
        return nil
    }

    private static func split(_ number: String) -> (country: String, body: Substring)? {
        if number.hasPrefix("CHE") { return ("CHE", number.dropFirst(3)) }
        guard number.count > 4 else { return nil }
        let country = String(number.prefix(2))
        return country.allSatisfy { $0.isFastLetter } ? (country, number.dropFirst(2)) : nil
    }

    /// A country's form: 9 a digit, A a letter, X either.
    struct Form: Sendable {
        let pattern: String
        var length: Int { pattern.count }

        func matches(_ body: Substring) -> Bool {
            guard body.count == pattern.count else { return false }
            return zip(pattern, body).allSatisfy { sign, character in
                switch sign {
                case "9": character.isPlainDigit
                case "A": character.isFastLetter
                case "X": character.isFastLetter || character.isPlainDigit
                default: sign == character
                }
            }
        }
    }

    private static let forms: [String: [Form]] = [
        "AT": ["U99999999"], "BE": ["9999999999"], "BG": ["999999999", "9999999999"],
        "CHE": ["999999999", "999999999MWST", "999999999TVA", "999999999IVA"],
        "CY": ["99999999A"], "CZ": ["99999999", "999999999", "9999999999"], "DE": ["999999999"], "DK": ["99999999"],
        "EE": ["999999999"],
        "EL": ["999999999"], "ES": ["X9999999X"], "FI": ["99999999"], "FR": ["XX999999999"],
        "GB": ["999999999", "999999999999"], "HR": ["99999999999"], "HU": ["99999999"],
        "IE": ["9X99999A", "9999999AA", "9999999A"], "IT": ["99999999999"], "LT": ["999999999", "999999999999"],
        "LU": ["99999999"],
        "LV": ["99999999999"], "MT": ["99999999"], "NL": ["999999999B99"], "NO": ["999999999", "999999999MVA"],
        "PL": ["9999999999"],
        "PT": ["999999999"], "RO": ["99999999", "9999999", "999999", "999999999", "9999999999"], "SE": ["999999999999"],
        "SI": ["99999999"], "SK": ["9999999999"],
    ].mapValues { $0.map(Form.init) }

    /// What the numbers begin with.
    private static let countries = Set(forms.keys.map { String($0.prefix(2)) })

    /// Whether `text`, which is normalised, begins as a VAT number does: most words do not.
    static func mayBegin(_ text: String) -> Bool { countries.contains(String(text.prefix(2))) }

    /// ISO 7064 mod 97 over digits and letters, A being 10.
    static func remainder(_ text: some StringProtocol) -> Int {
        var remainder = 0
        for character in text {
            guard
                let value = character.isPlainDigit
                    ? character.wholeNumberValue : character.asciiValue.map({ Int($0) - 55 })
            else { return -1 }
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        return remainder
    }
}
