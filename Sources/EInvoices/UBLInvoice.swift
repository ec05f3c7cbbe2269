import Foundation
import Invoices

/// OASIS UBL 2 Invoice and CreditNote, as Peppol and XRechnung use them.
struct UBLInvoice {
    private let root: XMLNode

    init(_ root: XMLNode) { self.root = root }

    func invoice() throws(EInvoiceError) -> ElectronicInvoice {
        var fields = InvoiceFields()
        addHead(&fields)
        addParty(root.first("AccountingSupplierParty", "Party"), "supplier", &fields)
        addParty(root.first("AccountingCustomerParty", "Party"), "customer", &fields)
        addTotals(&fields)
        addPayment(&fields)
        addLines(&fields)
        return ElectronicInvoice(
            syntax: .ubl, profile: root.first("CustomizationID")?.text ?? "", fields: try fields.all(),
            findings: fields.findings)
    }

    private func addHead(_ fields: inout InvoiceFields) {
        fields.add("invoice.number", root.first("ID")?.text)
        fields.add("invoice.date", root.first("IssueDate")?.text)
        let due = root.first("DueDate")?.text ?? root.first("PaymentMeans", "PaymentDueDate")?.text
        fields.add("invoice.dueDate", due)
        fields.add("paymentTerms", root.first("PaymentTerms", "Note")?.text)
        fields.add("purchaseOrder", root.first("OrderReference", "ID")?.text)
    }

    private func addParty(_ party: XMLNode?, _ role: String, _ fields: inout InvoiceFields) {
        guard let party else { return }
        let name = party.first("PartyName", "Name")?.text ?? party.first("PartyLegalEntity", "RegistrationName")?.text
        fields.add("invoice.\(role).name", name)
        if let address = party.first("PostalAddress") {
            let street = [address.first("StreetName")?.text, address.first("BuildingNumber")?.text].compactMap { $0 }
            let lines = [
                street.isEmpty ? nil : street.joined(separator: " "), address.first("AdditionalStreetName")?.text,
                address.first("AddressLine", "Line")?.text,
            ]
            let town = ["PostalZone", "CityName"].compactMap { address.first($0)?.text }.joined(separator: " ")
            let all = lines.compactMap { $0 } + (town.isEmpty ? [] : [town])
            fields.add("invoice.\(role).address", all.isEmpty ? nil : all.joined(separator: ", "))
        }
        let schemes = party.all(["PartyTaxScheme"])
        let vat = schemes.first { $0.first("TaxScheme", "ID")?.text == "VAT" } ?? schemes.first
        fields.add("invoice.\(role).taxId", vat?.first("CompanyID")?.text)
    }

    private func addTotals(_ fields: inout InvoiceFields) {
        let currency = root.first("DocumentCurrencyCode")?.text
        fields.add("invoice.amounts.currency", currency)
        let totals = root.all(["TaxTotal"])
        let inCurrency = totals.first { $0.first("TaxAmount")?.attributes["currencyID"] == currency }
        let sums = root.first("LegalMonetaryTotal")
        fields.add("invoice.amounts.subtotal", sums?.first("TaxExclusiveAmount")?.text)
        fields.add("invoice.amounts.tax", (inCurrency ?? totals.first)?.first("TaxAmount")?.text)
        fields.add("invoice.amounts.total", sums?.first("TaxInclusiveAmount")?.text)
        fields.add("amountDue", sums?.first("PayableAmount")?.text)
        for (index, tax) in (inCurrency ?? totals.first)?.all(["TaxSubtotal"]).enumerated() ?? [].enumerated()
        where !fields.isOverfull {
            let rate = tax.first("TaxCategory", "Percent") ?? tax.first("Percent")
            fields.add("taxLines[\(index)].rate", rate?.text)
            fields.add("taxLines[\(index)].net", tax.first("TaxableAmount")?.text)
            fields.add("taxLines[\(index)].tax", tax.first("TaxAmount")?.text)
        }
    }

    private func addPayment(_ fields: inout InvoiceFields) {
        let account = root.first("PaymentMeans", "PayeeFinancialAccount")
        fields.add("paymentReference", root.first("PaymentMeans", "PaymentID")?.text)
        fields.add("iban", account?.first("ID")?.text)
        fields.add("bic", account?.first("FinancialInstitutionBranch", "ID")?.text)
    }

    private func addLines(_ fields: inout InvoiceFields) {
        for (index, line) in root.all(["InvoiceLine", "CreditNoteLine"]).enumerated() where !fields.isOverfull {
            let name = "lineItems[\(index)]"
            let item = line.first("Item")
            fields.add("\(name).description", item?.first("Name")?.text ?? item?.first("Description")?.text)
            let quantity = line.all(["InvoicedQuantity", "CreditedQuantity"]).first
            fields.add("\(name).quantity", quantity?.text)
            let price = line.first("Price")
            fields.add(
                "\(name).unitPrice", price: price?.first("PriceAmount")?.text, per: price?.first("BaseQuantity")?.text)
            fields.add("\(name).amount", line.first("LineExtensionAmount")?.text)
        }
    }
}
