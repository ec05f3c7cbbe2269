/// Tells mail addresses from other texts.
package enum MailAddress {
    /// Whether the text is one address, in ASCII and without control characters: what may stand in a mail's header and in
    /// SMTP's RCPT TO.
    package static func isOne(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let forbidden = Set("<>()[],;:\\\"".utf8)
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !forbidden.contains($0) }
        return isPlain && parts.count == 2 && text.utf8.count <= 254 && !parts[0].isEmpty && parts[1].contains(".")
            && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
    }
}
