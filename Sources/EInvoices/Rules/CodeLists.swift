/// The code lists of EN 16931-1, from `codes.lists`.
enum CodeLists {
    enum Name: String, CaseIterable {
        case invoiceType, currency, country, paymentMeans, taxCategory, allowanceReason, chargeReason, exemptionReason
        case unit
    }

    static func contains(_ code: String, in list: Name) -> Bool { lists[list.rawValue]?.contains(code) ?? false }

    static func count(of list: Name) -> Int { lists[list.rawValue]?.count ?? 0 }

    /// What a list such as `country3` translates its codes to; empty for an unknown name.
    static func translation(_ list: String) -> [String: String] { translation(of: lists[list] ?? []) }

    /// Of words such as `ESP=ES`.
    static func translation(of words: some Sequence<String>) -> [String: String] {
        let pairs = words.compactMap { word in
            word.firstIndex(of: "=").map { (String(word[..<$0]), String(word[word.index(after: $0)...])) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static let lists: [String: Set<String>] = read(PackageResources.codes_lists)

    private static func read(_ file: [UInt8]) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        var name = ""
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix(" ") {
                found[name, default: []].formUnion(words)
            } else {
                name = words.first ?? ""
            }
        }
        return found
    }
}
