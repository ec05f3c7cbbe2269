/// Questions about ASCII, which nearly all text of invoices is: bytes answer them without Unicode's tables.
extension Character {
    /// 0 to 9.
    package var isPlainDigit: Bool { utf8.count == 1 && utf8.first?.isPlainDigit == true }
}

extension String {
    /// Nothing but ASCII: then its bytes are its characters.
    package var isPlain: Bool { utf8.allSatisfy { $0 < 0x80 } }

    /// 0 to 9, anywhere.
    package var hasPlainDigit: Bool { utf8.contains(where: \.isPlainDigit) }
}

extension UInt8 {
    package var isPlainDigit: Bool { (0x30...0x39).contains(self) }
    package var isPlainLetterOrDigit: Bool { isPlainDigit || (0x61...0x7A).contains(self | 0x20) }
}
