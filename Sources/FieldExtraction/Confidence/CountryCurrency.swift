/// The money of countries, for what a tax number, an account or an address says of a currency.
enum CountryCurrency {
    /// - Parameter country: ISO 3166-1, two letters; the prefixes EL and CHE of VAT numbers count too.
    /// - Returns: ISO 4217; nil for a country that the table does not have.
    static func currency(of country: String) -> String? {
        if euro.contains(country) { return "EUR" }
        return others[country]
    }

    /// Members of the euro area (2026).
    private static let euro: Set<String> = [
        "AT", "BE", "BG", "CY", "DE", "EE", "EL", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MT",
        "NL", "PT", "SI", "SK",
    ]

    private static let others = [
        "AE": "AED", "AR": "ARS", "AU": "AUD", "BR": "BRL", "CA": "CAD", "CH": "CHF", "CHE": "CHF", "CL": "CLP",
        "CN": "CNY", "CO": "COP", "CZ": "CZK", "DK": "DKK", "GB": "GBP", "HK": "HKD", "HU": "HUF", "IN": "INR",
        "IS": "ISK", "JP": "JPY", "LI": "CHF", "MX": "MXN", "MY": "MYR", "NO": "NOK", "NZ": "NZD", "PE": "PEN",
        "PL": "PLN", "RO": "RON", "SE": "SEK", "SG": "SGD", "TR": "TRY", "US": "USD", "ZA": "ZAR",
    ]
}
