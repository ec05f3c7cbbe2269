import Foundation
import Invoices

/// UN/CEFACT Cross Industry Invoice, in the words of ZUGFeRD 1 and of Factur-X, ZUGFeRD 2 and XRechnung.
struct CIIInvoice {
    private let root: XMLNode
    private let document: XMLNode?
    private let agreement: XMLNode?
    private let settlement: XMLNode?
    private let transaction: XMLNode?

    init(_ root: XMLNode) {
        self.root = root
        document = root.all(["ExchangedDocument", "HeaderExchangedDocument"]).first
        transaction = root.all(["SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction"]).first
        agreement = transaction?.all(["ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"]).first
        settlement =
            transaction?.all(["ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"]).first
    }

    func invoice() throws(EInvoiceError) -> ElectronicInvoice {
        var fields = InvoiceFields()
        addHead(&fields)
        addParty(agreement?.first("SellerTradeParty"), "supplier", &fields)
        addParty(agreement?.first("BuyerTradeParty"), "customer", &fields)
        addTotals(&fields)
        addPayment(&fields)
        addTaxes(&fields)
        addLines(&fields)
        let context = root.all(["ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"]).first
        let profile = context?.first("GuidelineSpecifiedDocumentContextParameter", "ID")?.text ?? ""
        return ElectronicInvoice(syntax: .cii, profile: profile, fields: try fields.all(), findings: fields.findings)
    }

    private func addHead(_ fields: inout InvoiceFields) {
        fields.add("invoice.number", document?.first("ID")?.text)
        fields.add("invoice.date", document?.first("IssueDateTime", "DateTimeString")?.text)
        let terms = settlement?.first("SpecifiedTradePaymentTerms")
        fields.add("invoice.dueDate", terms?.first("DueDateDateTime", "DateTimeString")?.text)
        fields.add("paymentTerms", terms?.first("Description")?.text)
        let order = agreement?.first("BuyerOrderReferencedDocument")?.all(["IssuerAssignedID", "ID"]).first
        fields.add("purchaseOrder", order?.text)
        fields.add("customerNumber", agreement?.first("BuyerTradeParty", "ID")?.text)
    }

    private func addParty(_ party: XMLNode?, _ role: String, _ fields: inout InvoiceFields) {
        guard let party else { return }
        fields.add("invoice.\(role).name", party.first("Name")?.text)
        if let address = party.first("PostalTradeAddress") {
            let lines = ["LineOne", "LineTwo", "LineThree"].map { address.first($0)?.text }
            let town = ["PostcodeCode", "CityName"].compactMap { address.first($0)?.text }.joined(separator: " ")
            let all = lines.compactMap { $0 } + (town.isEmpty ? [] : [town])
            fields.add("invoice.\(role).address", all.isEmpty ? nil : all.joined(separator: ", "))
        }
        let numbers = party.all(["SpecifiedTaxRegistration"], ["ID"])
        let vat = numbers.first { $0.attributes["schemeID"] == "VA" } ?? numbers.first
        fields.add("invoice.\(role).taxId", vat?.text)
    }

    private func addTotals(_ fields: inout InvoiceFields) {
        fields.add("invoice.amounts.currency", settlement?.first("InvoiceCurrencyCode")?.text)
        let names = ["SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"]
        guard let sums = settlement?.all(names).first else { return }
        let currency = settlement?.first("InvoiceCurrencyCode")?.text
        let taxes = sums.all(["TaxTotalAmount"])
        let tax = taxes.first { $0.attributes["currencyID"] == currency } ?? taxes.first
        fields.add("invoice.amounts.subtotal", sums.first("TaxBasisTotalAmount")?.text)
        fields.add("invoice.amounts.tax", tax?.text)
        fields.add("invoice.amounts.total", sums.first("GrandTotalAmount")?.text)
        fields.add("amountDue", sums.first("DuePayableAmount")?.text)
        if let discount = sums.first("AllowanceTotalAmount")?.text,
            discount.contains(where: { "123456789".contains($0) })
        {
            fields.add("discount", discount)
        }
    }

    private func addPayment(_ fields: inout InvoiceFields) {
        fields.add("paymentReference", settlement?.first("PaymentReference")?.text)
        let means = "SpecifiedTradeSettlementPaymentMeans"
        fields.add("iban", settlement?.first(means, "PayeePartyCreditorFinancialAccount", "IBANID")?.text)
        fields.add("bic", settlement?.first(means, "PayeeSpecifiedCreditorFinancialInstitution", "BICID")?.text)
    }

    private func addTaxes(_ fields: inout InvoiceFields) {
        for (index, tax) in (settlement?.all(["ApplicableTradeTax"]) ?? []).enumerated() where !fields.isOverfull {
            let rate = tax.all(["RateApplicablePercent", "ApplicablePercent"]).first
            fields.add("taxLines[\(index)].rate", rate?.text)
            fields.add("taxLines[\(index)].net", tax.first("BasisAmount")?.text)
            fields.add("taxLines[\(index)].tax", tax.first("CalculatedAmount")?.text)
        }
    }

    private func addLines(_ fields: inout InvoiceFields) {
        let lines = transaction?.all(["IncludedSupplyChainTradeLineItem"]) ?? []
        for (index, line) in lines.filter({ isCharged($0) }).enumerated() where !fields.isOverfull {
            let name = "lineItems[\(index)]"
            let product = line.first("SpecifiedTradeProduct")
            fields.add("\(name).description", product?.first("Name")?.text ?? product?.first("Description")?.text)
            let delivery = line.all(["SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery"]).first
            fields.add("\(name).quantity", delivery?.first("BilledQuantity")?.text)
            let agreement = line.all(["SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement"]).first
            let price = agreement?.first("NetPriceProductTradePrice")
            fields.add(
                "\(name).unitPrice", price: price?.first("ChargeAmount")?.text, per: price?.first("BasisQuantity")?.text
            )
            fields.add("\(name).amount", lineTotal(line)?.text)
        }
    }

    private func lineTotal(_ line: XMLNode) -> XMLNode? {
        line.all(
            ["SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement"],
            ["SpecifiedTradeSettlementLineMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"],
            ["LineTotalAmount"]
        ).first
    }

    /// Groups and notes repeat what other lines charge.
    private func isCharged(_ line: XMLNode) -> Bool {
        let reason = line.first("AssociatedDocumentLineDocument", "LineStatusReasonCode")?.text
        return lineTotal(line) != nil && reason != "GROUP" && reason != "INFORMATION"
    }
}
