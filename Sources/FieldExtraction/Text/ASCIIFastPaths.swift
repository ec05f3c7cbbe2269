import Invoices

/// The library's isLetter, isNumber and isUppercase, which look letters of ASCII up in Unicode's tables too: nearly all
/// letters of invoices are of ASCII, and finding fields asks hundreds of times a line.
extension Character {
    private var ascii: UInt8? { utf8.count == 1 ? utf8.first : nil }

    var isFastLetter: Bool {
        if let ascii { return (0x61...0x7A).contains(ascii | 0x20) }
        return unicodeScalars.first?.properties.isAlphabetic ?? false
    }

    var isFastNumber: Bool {
        if let ascii { return (0x30...0x39).contains(ascii) }
        return unicodeScalars.first?.properties.numericType != nil
    }

    var isFastUppercase: Bool {
        if let ascii { return (0x41...0x5A).contains(ascii) }
        return unicodeScalars.count == 1 && unicodeScalars.first?.properties.isUppercase == true
            || String(self) == uppercased() && String(self) != lowercased()
    }
}

extension String {
    /// Whether `part`, which is of ASCII, stands in it; bytes are compared.
    func holds(_ part: StaticString) -> Bool {
        part.withUTF8Buffer { part in
            var rest = utf8[...]
            while let place = rest.firstIndex(of: part[0]) {
                rest = rest[place...]
                if rest.starts(with: part) { return true }
                rest = rest.dropFirst()
            }
            return false
        }
    }

    /// Whether it begins and ends with a letter or digit of ASCII: then there is nothing to be trimmed.
    var hasPlainEnds: Bool {
        guard let first = utf8.first, let last = utf8.last, first.isPlainLetterOrDigit, last.isPlainLetterOrDigit
        else { return false }
        // Some signs of other scripts make one character of themselves and what follows.
        return utf8.dropLast().last.map { $0 < 0x80 } ?? true
    }

    /// From the first byte that fits to the last, of a text of ASCII.
    func kept(_ fits: (UInt8) -> Bool) -> String {
        guard let first = utf8.firstIndex(where: fits), let last = utf8.lastIndex(where: fits) else { return "" }
        return String(self[first...last])
    }

    /// What is left in upper case of letters and digits of ASCII.
    var plainLettersAndDigits: String {
        guard isPlain else {
            return String(uppercased().filter { ($0.isFastLetter || $0.isFastNumber) && $0.isASCII })
        }
        return String(unsafeUninitializedCapacity: utf8.count) { buffer in
            var count = 0
            for byte in utf8 where byte.isPlainLetterOrDigit {
                buffer[count] = byte >= 0x61 ? byte & 0xDF : byte
                count += 1
            }
            return count
        }
    }

    /// The parts between blanks.
    var spacedWords: [String] {
        // A blank that carries an accent is none: only bytes of ASCII are what they seem.
        guard isPlain else { return split(separator: " ").map(String.init) }
        return utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
}

extension [UInt8] {
    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            append(contentsOf: String(scalar).utf8)
        }
    }
}
