import Invoices

/// Invoices of several kinds that have all that EN 16931 requires of them, from XML and from pages.
extension SampleInvoice {
    static var complete: [String: [Field]] {
        [
            "plain": fields(plain), "full": fields(full), "creditNote": fields(creditNote),
            "reverseCharge": fields(reverseCharge), "withinUnion": fields(withinUnion),
            "notSubject": fields(notSubject), "prepaid": fields(prepaid), "card": fields(card),
            "directDebit": fields(directDebit), "page": fields(page, source: .ocr),
            "pageOfTwoRates": fields(pageOfTwoRates, source: .textLayer),
            "pageWithDiscount": fields(pageWithDiscount, source: .ocr),
            "negativeCreditNote": fields(negativeCreditNote, source: .textLayer),
        ]
    }

    /// What was put into `full`, by the standard's numbers; dates as CII has them.
    static let fullByTerm: [String: [String]] = [
        "BT-1": ["WB-2026/118"], "BT-2": ["20260331"], "BT-5": ["EUR"], "BT-6": ["SEK"], "BT-7": ["20260328"],
        "BT-9": ["20260430"], "BT-11": ["P-34"], "BT-17": ["L-35"], "BT-18": ["Z-36"], "BT-19": ["4711-K"],
        "BT-24": ["urn:cen.eu:en16931:2017"], "BT-25": ["WB-2026/090", "WB-2026/091"],
        "BT-27": ["Webstuhl & Faden GmbH"], "BT-31": ["ATU00000024"], "BT-32": ["46/123/4567"], "BT-34-1": ["EM"],
        "BT-84": ["AT611904300234573201", "DE02120300000000202051"], "BT-92": ["50"], "BT-99": ["10.5"],
        "BT-110": ["192.1"], "BT-111": ["3052.5"], "BT-114": ["0.4"], "BT-115": ["1001"], "BT-116": ["960.5", "200"],
        "BT-119": ["20", "0"], "BT-129": ["30", "4"], "BT-136": ["15"], "BT-146": ["101", "50"], "BT-149": ["3"],
    ]

    private static let creditNote =
        plain.replacing("= 380", with: "= 381") + """

            invoice.precedingInvoices[0].number = WB-4400
            invoice.project = P-1
            invoice.payment.meansCode = 58
            invoice.payment.iban = AT611904300234573201
            """

    /// At the rate 0 of a category, for a reason.
    private static func untaxed(_ category: String, _ reason: String) -> String {
        let lines = plain.split(separator: "\n").filter { !$0.contains("amounts.tax") && !$0.contains("total") }
        return lines.joined(separator: "\n").replacing("Category = S", with: "Category = \(category)")
            .replacing("category = S", with: "category = \(category)").replacing("ate # 20", with: "ate # 0")
            .replacing(".tax # 30", with: ".tax # 0").replacing("amountDue # 180", with: "amountDue # 150") + """

                invoice.amounts.subtotal # 150
                invoice.amounts.tax # 0
                invoice.amounts.total # 150
                invoice.taxLines[0].exemptionReason = \(reason)
                """
    }

    private static let reverseCharge = untaxed("AE", "Reverse charge") + "\ninvoice.customer.taxId = DE000000015"

    private static let withinUnion =
        untaxed("K", "Intra-Community supply") + """

            invoice.customer.taxId = DE000000015
            invoice.deliveryDate @ 2026-05-02
            invoice.deliverTo.addressParts.country = DE
            """

    private static let notSubject =
        untaxed("O", "Not subject to VAT").split(separator: "\n")
        .filter { !$0.contains("ate # 0") && !$0.contains("taxId") }.joined(separator: "\n")
        + "\ninvoice.supplier.registrationNumber = FN 1 a"

    private static let prepaid =
        plain.replacing("amountDue # 180", with: "amountDue # 80.20") + """

            invoice.amounts.prepaid # 100
            invoice.amounts.rounding # 0.20
            """

    private static let card =
        plain + """

            invoice.payment.meansCode = 48
            invoice.payment.card.number = 1234
            invoice.payment.card.holder = Ada Weber
            """

    private static let directDebit =
        plain + """

            invoice.payment.meansCode = 59
            invoice.payment.mandate = M-1
            invoice.payment.creditorId = AT00ZZZ00000000001
            invoice.payment.debitedAccount = DE02120300000000202051
            """

    private static let parties = """
        invoice.kind = invoice
        invoice.number = P-9
        invoice.date @ 2026-02-03
        invoice.dueDate @ 2026-03-03
        invoice.amounts.currency = EUR
        invoice.supplier.name = Bäckerei Korn
        invoice.supplier.taxId = DE000000023
        invoice.supplier.address = Am Markt 1, 12345 Kornstadt
        invoice.supplier.addressParts.street = Am Markt 1
        invoice.supplier.addressParts.country = DE
        invoice.customer.name = Pension Ruhe
        invoice.customer.addressParts.country = DE

        """

    private static let page =
        parties + """
            invoice.amounts.total # 107
            invoice.taxLines[0].rate # 7
            invoice.taxLines[0].tax # 7
            invoice.amounts.tax # 7
            invoice.payment.iban = DE02120300000000202051
            invoice.payment.meansCode = 58
            lineItems[0].description = Brot
            lineItems[0].quantity # 50
            lineItems[0].unitCode = H87
            lineItems[0].unitPrice # 2
            lineItems[0].amount # 100
            """

    private static let pageOfTwoRates =
        parties + """
            invoice.taxLines[0].rate # 7
            invoice.taxLines[0].net # 100
            invoice.taxLines[0].tax # 7
            invoice.taxLines[1].rate # 19
            invoice.taxLines[1].net # 10
            invoice.taxLines[1].gross # 11.90
            invoice.amounts.subtotal # 110
            lineItems[0].description = Brot
            lineItems[0].quantity # 50
            lineItems[0].unitCode = H87
            lineItems[0].unitPrice # 2
            lineItems[0].amount # 100
            lineItems[0].taxRate # 7
            lineItems[1].description = Lieferung
            lineItems[1].quantity # 1
            lineItems[1].unitCode = C62
            lineItems[1].unitPrice # 10
            lineItems[1].amount # 10
            lineItems[1].taxRate # 19
            """

    private static let pageWithDiscount =
        parties + """
            invoice.taxLines[0].rate # 7
            invoice.amounts.subtotal # 81
            invoice.amounts.tax # 5.67
            invoice.amounts.total # 86.67
            invoice.amounts.allowances # 9
            lineItems[0].description = Brot
            lineItems[0].quantity # 50
            lineItems[0].unitCode = H87
            lineItems[0].unitPrice # 2
            lineItems[0].discount # 10
            lineItems[0].amount # 90
            lineItems[0].gtin = 4012345000016
            """

    private static let negativeCreditNote =
        parties.replacing("= invoice\n", with: "= creditNote\n") + """
            invoice.taxLines[0].rate # 7
            invoice.amounts.subtotal # -95
            invoice.amounts.tax # -6.65
            invoice.amounts.total # -101.65
            lineItems[0].description = Brot
            lineItems[0].quantity # -50
            lineItems[0].unitCode = H87
            lineItems[0].unitPrice # 2
            lineItems[0].amount # -100
            lineItems[1].description = Gebühr
            lineItems[1].quantity # 1
            lineItems[1].unitCode = C62
            lineItems[1].unitPrice # 5
            lineItems[1].amount # 5
            """
}
