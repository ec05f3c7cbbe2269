/// The public id of one kind of thing: 24 lower-case hex digits, of which 4 bytes are database time and 8 are random.
///
/// `Of` is the kind, so that a job's id cannot be handed where a template's is wanted.
package struct ID<Of>: Sendable, Hashable {
    /// Always 24 lower-case hex digits.
    package let text: String

    /// Nil unless `text` is exactly 24 lower-case hex digits.
    package init?(_ text: some StringProtocol) {
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard text.utf8.count == 24, isHex else { return nil }
        self.text = String(text)
    }

    /// Made of seconds since 1970 by the database's clock and 8 random bytes.
    package init(seconds: UInt32, random: UInt64) {
        func hex(_ value: some BinaryInteger, width: Int) -> String {
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        text = hex(seconds, width: 8) + hex(random, width: 16)
    }
}

extension ID: CustomStringConvertible {
    package var description: String { text }
}
