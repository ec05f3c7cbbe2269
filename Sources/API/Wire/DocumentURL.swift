import Invoices

/// The form of a document's URL. Whether the server may fetch it is decided when it is fetched.
enum DocumentURL {
    private static let longest = 2048

    /// Reads a member that is `http:`, `https:` or `document:<id>` and notes its faults.
    static func read(_ form: Form, _ name: String) -> String? {
        guard let text = form.text(name, in: 1...longest) else { return nil }
        if text.hasPrefix("document:") {
            guard StoredDocument.ID(text.dropFirst("document:".count)) != nil else {
                return form.fault(name, "format", "The id of an uploaded document must follow after “document:”.")
            }
            return text
        }
        guard isWeb(text) else {
            return form.fault(
                name, "format", "\(name) must be an http or https URL, or document: and the id of an uploaded document."
            )
        }
        return text
    }

    private static func isWeb(_ text: String) -> Bool {
        let lowered = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: lowered.hasPrefix),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !#"<>"\^`{|}"#.utf8.contains($0) })
        else { return false }
        let authority = lowered.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return !authority.isEmpty && !authority.hasPrefix(":")
    }
}
