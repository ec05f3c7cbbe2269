import Invoices

/// The European Payments Council's "Quick Response Code: Guidelines to enable data capture for the initiation of a
/// SEPA credit transfer" (EPC069-12, version 2.1).
enum EPCCode {
    static func read(_ lines: [String]) -> PaymentCode? {
        guard lines.count >= 7, lines[0] == "BCD", lines[1] == "001" || lines[1] == "002", lines[3] == "SCT" else {
            return nil
        }
        let iban = lines[6].filter { $0 != " " }
        guard !iban.isEmpty, !lines[5].isEmpty else { return nil }
        var code = PaymentCode(iban: iban, creditorName: lines[5], currency: "EUR")
        code.bic = line(4, of: lines)
        code.amount = line(7, of: lines).flatMap(amount)
        code.reference = line(9, of: lines)
        code.message = line(10, of: lines)
        return code
    }

    /// `EUR` and a number with a point: `EUR1471.6`.
    private static func amount(_ text: String) -> Amount? {
        guard text.hasPrefix("EUR") else { return nil }
        return Amount(literal: String(text.dropFirst(3)))
    }

    private static func line(_ index: Int, of lines: [String]) -> String? {
        lines.indices.contains(index) && !lines[index].isEmpty ? lines[index] : nil
    }
}
