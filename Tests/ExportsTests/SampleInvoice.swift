import Invoices

/// Invoices of no one, as fields of results.
enum SampleInvoice {
    /// A line is a field: its name, a sign and its value; `=` a text, `#` an amount, `@` a date, `?` a flag.
    static func fields(_ lines: String, source: Field.Source = .einvoice) -> [Field] {
        lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count == 3, let value = value(parts[1], parts[2]) else { return nil }
            return Field(name: parts[0], value: value, rawText: parts[2], confidence: 0.9, source: source)
        }
    }

    private static func value(_ sign: String, _ text: String) -> Field.Value? {
        switch sign {
        case "=": .text(text)
        case "#": Amount(literal: text).map { .amount($0) }
        case "@": CalendarDate(text).map { .date($0) }
        case "?": .flag(text == "true")
        default: nil
        }
    }

    /// What an invoice must have; 2 × 75 at 20 %.
    static let plain = """
        invoice.number = WB-4411
        invoice.date @ 2026-05-04
        invoice.dueDate @ 2026-06-03
        invoice.typeCode = 380
        invoice.amounts.currency = EUR
        invoice.supplier.name = Webstuhl & Faden GmbH
        invoice.supplier.taxId = ATU00000024
        invoice.supplier.addressParts.country = AT
        invoice.customer.name = Kurhaus Seeblick
        invoice.customer.addressParts.country = AT
        invoice.taxLines[0].category = S
        invoice.taxLines[0].rate # 20
        invoice.taxLines[0].net # 150
        invoice.taxLines[0].tax # 30
        invoice.amounts.lineTotal # 150
        invoice.amounts.subtotal # 150
        invoice.amounts.tax # 30
        invoice.amounts.total # 180
        invoice.amounts.amountDue # 180
        lineItems[0].position = 1
        lineItems[0].description = Leinentuch
        lineItems[0].quantity # 2
        lineItems[0].unitCode = H87
        lineItems[0].unitPrice # 75
        lineItems[0].amount # 150
        lineItems[0].taxCategory = S
        lineItems[0].taxRate # 20
        """

    /// Every term of EN 16931 that a result has, with two rates, allowances, charges, two accounts and two currencies.
    static let full = header + parties + references + settlement + lines

    private static let header = """
        businessProcess = urn:example:billing:1
        invoice.number = WB-2026/118
        invoice.date @ 2026-03-31
        invoice.dueDate @ 2026-04-30
        invoice.typeCode = 380
        invoice.taxPointDate @ 2026-03-28
        invoice.accountingReference = 4711-K
        invoice.deliveryDate @ 2026-03-27
        invoice.period.start @ 2026-03-01
        invoice.period.end @ 2026-03-31
        invoice.notes[0] = Danke für den Auftrag <heute> & morgen
        invoice.notes[1] = #REG#Firmenbuch Graz

        """

    private static let parties = """
        invoice.supplier.name = Webstuhl & Faden GmbH
        invoice.supplier.tradingName = Fadenwerk
        invoice.supplier.number = 9100000000017
        invoice.supplier.identifiers[0] = 9100000000017
        invoice.supplier.identifiers[0].scheme = 0088
        invoice.supplier.registrationNumber = FN 123456 a
        invoice.supplier.registrationNumberScheme = 0208
        invoice.supplier.taxId = ATU00000024
        invoice.supplier.taxNumber = 46/123/4567
        invoice.supplier.legalInformation = Stammkapital 35.000 Euro
        invoice.supplier.electronicAddress = rechnung@faden.example
        invoice.supplier.electronicAddressScheme = EM
        invoice.supplier.addressParts.street = Spulengasse 3
        invoice.supplier.addressParts.additional = Hof 2
        invoice.supplier.addressParts.further = Tor B
        invoice.supplier.addressParts.postalCode = 8010
        invoice.supplier.addressParts.city = Graz
        invoice.supplier.addressParts.subdivision = Steiermark
        invoice.supplier.addressParts.country = AT
        invoice.supplier.contact.name = Ada Weber
        invoice.supplier.contact.phone = +43 316 000000
        invoice.supplier.contact.email = ada@faden.example
        invoice.customer.name = Kurhaus Seeblick AG
        invoice.customer.tradingName = Seeblick
        invoice.customer.number = K-77
        invoice.customer.identifiers[0] = K-77
        invoice.customer.registrationNumber = FN 654321 b
        invoice.customer.registrationNumberScheme = 0208
        invoice.customer.taxId = ATU00000033
        invoice.customer.electronicAddress = 9100000000024
        invoice.customer.electronicAddressScheme = 0088
        invoice.customer.addressParts.street = Uferweg 1
        invoice.customer.addressParts.additional = Haus C
        invoice.customer.addressParts.further = Empfang
        invoice.customer.addressParts.postalCode = 5020
        invoice.customer.addressParts.city = Salzburg
        invoice.customer.addressParts.subdivision = Salzburg
        invoice.customer.addressParts.country = AT
        invoice.customer.contact.name = Einkauf
        invoice.customer.contact.phone = +43 662 000000
        invoice.customer.contact.email = einkauf@seeblick.example
        invoice.payee.name = Factoring Nord AG
        invoice.payee.number = 9100000000031
        invoice.payee.numberScheme = 0088
        invoice.payee.registrationNumber = FN 222222 c
        invoice.payee.registrationNumberScheme = 0208
        invoice.taxRepresentative.name = Steuerbüro Berg
        invoice.taxRepresentative.taxId = ATU00000042
        invoice.taxRepresentative.addressParts.street = Am Berg 9
        invoice.taxRepresentative.addressParts.additional = 2. Stock
        invoice.taxRepresentative.addressParts.further = Tür 4
        invoice.taxRepresentative.addressParts.postalCode = 6020
        invoice.taxRepresentative.addressParts.city = Innsbruck
        invoice.taxRepresentative.addressParts.subdivision = Tirol
        invoice.taxRepresentative.addressParts.country = AT
        invoice.deliverTo.name = Kurhaus Lager
        invoice.deliverTo.location = 9100000000048
        invoice.deliverTo.locationScheme = 0088
        invoice.deliverTo.addressParts.street = Rampe 5
        invoice.deliverTo.addressParts.additional = Nord
        invoice.deliverTo.addressParts.further = Tor 1
        invoice.deliverTo.addressParts.postalCode = 5026
        invoice.deliverTo.addressParts.city = Aigen
        invoice.deliverTo.addressParts.subdivision = Salzburg
        invoice.deliverTo.addressParts.country = AT

        """

    private static let references = """
        invoice.buyerReference = 04-88
        invoice.purchaseOrder = PO-31
        invoice.salesOrder = SO-32
        invoice.contract = V-33
        invoice.project = P-34
        invoice.tenderOrLot = L-35
        invoice.invoicedObject = Z-36
        invoice.invoicedObjectScheme = ABT
        invoice.deliveryNote = LS-37
        invoice.receivingAdvice = WE-38
        invoice.precedingInvoices[0].number = WB-2026/090
        invoice.precedingInvoices[0].date @ 2026-02-27
        invoice.precedingInvoices[1].number = WB-2026/091
        invoice.attachments[0].reference = Stundenzettel
        invoice.attachments[0].description = Stunden im März
        invoice.attachments[0].location = https://faden.example/st

        """

    private static let settlement = """
        invoice.payment.terms = 30 Tage netto
        invoice.payment.meansCode = 58
        invoice.payment.means = SEPA-Überweisung
        invoice.payment.reference = RF18-118
        invoice.payment.iban = AT611904300234573201
        invoice.payment.accountName = Fadenwerk
        invoice.payment.bic = BKAUATWWXXX
        invoice.payment.accounts[0].meansCode = 58
        invoice.payment.accounts[0].iban = AT611904300234573201
        invoice.payment.accounts[0].accountName = Fadenwerk
        invoice.payment.accounts[0].bic = BKAUATWWXXX
        invoice.payment.accounts[1].meansCode = 58
        invoice.payment.accounts[1].iban = DE02120300000000202051
        invoice.amounts.currency = EUR
        invoice.amounts.taxCurrency = SEK
        invoice.amounts.taxInTaxCurrency # 3052.50
        invoice.allowancesAndCharges[0].isCharge ? false
        invoice.allowancesAndCharges[0].amount # 50
        invoice.allowancesAndCharges[0].base # 1000
        invoice.allowancesAndCharges[0].percent # 5
        invoice.allowancesAndCharges[0].reason = Treue
        invoice.allowancesAndCharges[0].reasonCode = 95
        invoice.allowancesAndCharges[0].category = S
        invoice.allowancesAndCharges[0].rate # 20
        invoice.allowancesAndCharges[1].isCharge ? true
        invoice.allowancesAndCharges[1].amount # 10.50
        invoice.allowancesAndCharges[1].reason = Versand
        invoice.allowancesAndCharges[1].reasonCode = FC
        invoice.allowancesAndCharges[1].category = S
        invoice.allowancesAndCharges[1].rate # 20
        invoice.taxLines[0].rate # 20
        invoice.taxLines[0].category = S
        invoice.taxLines[0].net # 960.50
        invoice.taxLines[0].tax # 192.10
        invoice.taxLines[1].rate # 0
        invoice.taxLines[1].category = E
        invoice.taxLines[1].net # 200
        invoice.taxLines[1].tax # 0
        invoice.taxLines[1].exemptionReason = Kleine Menge
        invoice.taxLines[1].exemptionCode = VATEX-EU-132
        invoice.amounts.lineTotal # 1200
        invoice.amounts.allowances # 50
        invoice.amounts.charges # 10.50
        invoice.amounts.subtotal # 1160.50
        invoice.amounts.tax # 192.10
        invoice.amounts.total # 1352.60
        invoice.amounts.prepaid # 352
        invoice.amounts.rounding # 0.40
        invoice.amounts.amountDue # 1001

        """

    private static let lines = """
        lineItems[0].position = A1
        lineItems[0].note = Dringend
        lineItems[0].description = Garn, blau
        lineItems[0].details = 100 % Leinen
        lineItems[0].code = G-1
        lineItems[0].buyerCode = B-1
        lineItems[0].gtin = 09100000000000
        lineItems[0].gtinScheme = 0160
        lineItems[0].origin = PT
        lineItems[0].quantity # 30
        lineItems[0].unitCode = H87
        lineItems[0].baseQuantity # 3
        lineItems[0].unitPrice # 33.666666666667
        lineItems[0].grossPrice # 34
        lineItems[0].priceDiscount # 0.333333333333
        lineItems[0].orderReference = 7
        lineItems[0].amount # 1000
        lineItems[0].taxRate # 20
        lineItems[0].taxCategory = S
        lineItems[0].period.start @ 2026-03-01
        lineItems[0].period.end @ 2026-03-15
        lineItems[0].invoicedObject = Z-9
        lineItems[0].invoicedObjectScheme = ABT
        lineItems[0].accountingReference = 4712
        lineItems[0].discount # 15
        lineItems[0].charge # 5
        lineItems[0].allowancesAndCharges[0].isCharge ? false
        lineItems[0].allowancesAndCharges[0].amount # 15
        lineItems[0].allowancesAndCharges[0].base # 1000
        lineItems[0].allowancesAndCharges[0].percent # 1.5
        lineItems[0].allowancesAndCharges[0].reason = Zweite Wahl
        lineItems[0].allowancesAndCharges[0].reasonCode = 65
        lineItems[0].allowancesAndCharges[1].isCharge ? true
        lineItems[0].allowancesAndCharges[1].amount # 5
        lineItems[0].allowancesAndCharges[1].reason = Karton
        lineItems[0].classifications[0].code = 52152000
        lineItems[0].classifications[0].list = STI
        lineItems[0].classifications[0].version = 26
        lineItems[0].attributes[0].name = Farbe
        lineItems[0].attributes[0].value = Blau
        lineItems[1].position = A2
        lineItems[1].description = Kurs
        lineItems[1].quantity # 4
        lineItems[1].unitCode = HUR
        lineItems[1].unitPrice # 50
        lineItems[1].amount # 200
        lineItems[1].taxRate # 0
        lineItems[1].taxCategory = E
        """
}
