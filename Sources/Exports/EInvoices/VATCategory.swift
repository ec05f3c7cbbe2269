import Invoices

/// What the codes of VAT categories (UNTDID 5305, as EN 16931 restricts it) and rates say of each other.
enum VATCategory {
    /// Those of which every rate is 0 (BR-Z-5, BR-E-5, BR-AE-5, BR-IC-5, BR-G-5).
    private static let zeroRated: Set<String> = ["Z", "E", "AE", "K", "G"]
    private static let standard = "S"
    /// Not subject to VAT; it has no rate.
    private static let notSubject = "O"

    static func isWithoutTax(_ category: String?) -> Bool {
        category.map { zeroRated.contains($0) || $0 == notSubject } ?? false
    }

    /// A positive rate is of the category S, which has all of them; a rate of 0 may be of several.
    static func complete(_ terms: inout Terms, _ category: String, _ rate: String, _ isInVATTerritory: Bool) {
        if let category = terms.text(category) {
            if zeroRated.contains(category) { terms.complete(rate, Amount(0)) }
        } else if isInVATTerritory, let rate = terms.amount(rate), rate > Amount(0) {
            terms[category] = .text(standard)
        }
    }

    /// Postal codes of the Canary Islands, Ceuta and Melilla, whose taxes are IGIC and IPSI (categories L and M).
    private static let otherTaxes = ["35", "38", "51", "52"]

    static func isInVATTerritory(_ terms: Terms) -> Bool {
        let place = "invoice.supplier.addressParts"
        guard terms.text("\(place).country") == "ES", let code = terms.text("\(place).postalCode") else { return true }
        return !otherTaxes.contains { code.hasPrefix($0) }
    }
}
