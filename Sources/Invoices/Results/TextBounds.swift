/// How long a field's text may be (docs/contract.md section 8).
package enum TextBounds {
    /// Bytes of UTF-8.
    package static let longest = 4096
}

extension String {
    /// The beginning that has no more than so many bytes. It ends between scalars: one character may have thousands.
    package func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        // A scalar's second byte and those behind it begin with the bits 10.
        while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// As much as a sentence quotes.
    package var shortened: String { utf8.count > 200 ? cut(toBytes: 200) + "…" : self }
}
