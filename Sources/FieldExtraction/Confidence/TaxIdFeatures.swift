import Invoices

/// What is said of the supplier's tax number by its check digits and its country.
enum TaxIdFeatures {
    static func values(_ number: String, among ids: [TaxIdFinder.TaxId], _ fields: [Field]) -> [Feature: Double] {
        let verdict = TaxNumberCheck.check(number)
        let country = fields.first { $0.name == "invoice.supplier.addressParts.country" }?.value.text
        let prefix = String(TaxNumberCheck.normalised(number).prefix(2))
        let isVAT = prefix.allSatisfy(\.isFastUppercase) && !prefix.isEmpty
        let numbers = Set(ids.map { TaxNumberCheck.normalised($0.value) })
        return [
            .checkDigits: verdict == .valid ? 1 : 0, .vatForm: isVAT ? 1 : 0,
            .countryAgrees: isVAT && country == prefix ? 1 : 0,
            .countryDiffers: isVAT && country != nil && country != prefix ? 1 : 0,
            .taxIds: Double(min(numbers.count, 4)),
        ]
    }
}
