/// Media types as `Content-Type` and `Accept` write them, RFC 9110 sections 8.3 and 12.5.1.
struct MediaType: Equatable {
    /// `application/json`, in lower case.
    let name: String
    /// Names in lower case.
    let parameters: [String: String]

    /// Nil if the text is not a media type.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { Self.trim($0) }
        guard let first = parts.first, first.split(separator: "/", omittingEmptySubsequences: true).count == 2 else {
            return nil
        }
        name = first.lowercased()
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            parameters[Self.trim(pair[0]).lowercased()] = Self.unquote(Self.trim(pair[1]))
        }
        self.parameters = parameters
    }

    /// The one of `offers` that the `Accept` header prefers, the first of equals; nil if it accepts none.
    static func preferred(_ offers: [String], accept: String?) -> String? {
        // Nearly all clients send this, so it is not parsed.
        guard let accept, accept != "*/*", !trim(accept).isEmpty else { return offers.first }
        let ranges = accept.split(separator: ",").compactMap { MediaType($0) }
        let rated = offers.map { offer in (offer, quality(of: offer, in: ranges)) }
        let best = rated.map(\.1).max() ?? 0
        return best > 0 ? rated.first { $0.1 == best }?.0 : nil
    }

    /// True if the `Accept` header names that type itself, not only by a range such as `*/*`.
    static func names(_ type: String, in accept: String?) -> Bool {
        (accept ?? "").split(separator: ",").contains { MediaType($0)?.name == type }
    }

    /// The most specific matching range decides. Of the parameters only `format` tells offers of one name apart.
    private static func quality(of offer: String, in ranges: [MediaType]) -> Double {
        guard let offer = MediaType(offer) else { return 0 }
        let kind = offer.name.prefix { $0 != "/" }
        let format = offer.parameters["format"]
        for pattern in [offer.name, "\(kind)/*", "*/*"] {
            let matching = ranges.filter { range in
                range.name == pattern && (range.parameters["format"].map { $0 == format } ?? true)
            }
            if let range = matching.first(where: { $0.parameters["format"] != nil }) ?? matching.first {
                return range.parameters["q"].flatMap(Double.init) ?? 1
            }
        }
        return 0
    }

    /// Without blanks and tabs around it.
    static func trim(_ text: some StringProtocol) -> String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }

    private static func unquote(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }
}
