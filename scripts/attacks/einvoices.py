"""Electronic invoices with any text in any place, in both syntaxes."""

from xml.sax.saxutils import escape

UBL = "urn:oasis:names:specification:ubl:schema:xsd"
CII = "urn:un:unece:uncefact:data:standard"
# The default values.
PLAIN = {
    "number": "R-7301", "date": "2026-02-03", "due": "2026-03-05", "currency": "EUR", "supplier": "Tannberg Beschläge GmbH",
    "customer": "Kontor Lindhof e.K.", "taxId": "DE136695976", "iban": "DE02120300000000202051", "name": "Türband, verzinkt",
    "quantity": "4", "price": "12.50", "amount": "50.00", "rate": "19", "net": "50.00", "tax": "9.50", "subtotal": "50.00",
    "total": "59.50", "payable": "59.50",
}
AMOUNTS = ("quantity", "price", "amount", "rate", "net", "tax", "subtotal", "total", "payable")


def ubl(lines=1, **given):
    """UBL 2.1; `given` replaces texts of PLAIN. The texts are escaped."""
    said = {name: escape(text) for name, text in (PLAIN | given).items()}
    line = ("<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode=\"C62\">{quantity}</cbc:InvoicedQuantity>"
            "<cbc:LineExtensionAmount currencyID=\"EUR\">{amount}</cbc:LineExtensionAmount><cac:Item><cbc:Name>{name}</cbc:Name></cac:Item>"
            "<cac:Price><cbc:PriceAmount currencyID=\"EUR\">{price}</cbc:PriceAmount></cac:Price></cac:InvoiceLine>\n").format_map(said)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="{UBL}:Invoice-2" xmlns:cac="{UBL}:CommonAggregateComponents-2" xmlns:cbc="{UBL}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>{said["number"]}</cbc:ID>
<cbc:IssueDate>{said["date"]}</cbc:IssueDate><cbc:DueDate>{said["due"]}</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
<cbc:DocumentCurrencyCode>{said["currency"]}</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>{said["supplier"]}</cbc:Name></cac:PartyName><cac:PartyTaxScheme>
<cbc:CompanyID>{said["taxId"]}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme></cac:Party>
</cac:AccountingSupplierParty><cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>{said["customer"]}</cbc:Name>
</cac:PartyName></cac:Party></cac:AccountingCustomerParty><cac:PaymentMeans><cbc:PaymentID>{said["number"]}</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>{said["iban"]}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{said["tax"]}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">{said["net"]}</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">{said["tax"]}</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{said["rate"]}</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">{said["subtotal"]}</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{said["total"]}</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{said["payable"]}</cbc:PayableAmount></cac:LegalMonetaryTotal>
{line * lines}</Invoice>
"""


def cii(lines=1, **given):
    """UN/CEFACT's syntax, as Factur-X has it; `given` replaces texts of PLAIN. The texts are escaped."""
    said = {name: escape(text) for name, text in (PLAIN | given).items()}
    said["date"], said["due"] = (said[name].replace("-", "") for name in ("date", "due"))
    line = ("<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID>"
            "</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>{name}</ram:Name></ram:SpecifiedTradeProduct>"
            "<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{price}</ram:ChargeAmount>"
            "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>"
            "<ram:BilledQuantity unitCode=\"C62\">{quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>"
            "<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>"
            "<ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
            "<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount>"
            "</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>"
            "</ram:IncludedSupplyChainTradeLineItem>\n").format_map(said)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{CII}:CrossIndustryInvoice:100" xmlns:ram="{CII}:ReusableAggregateBusinessInformationEntity:100"
 xmlns:udt="{CII}:UnqualifiedDataType:100"><rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{said["number"]}</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
<udt:DateTimeString format="102">{said["date"]}</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
{line * lines}<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>{said["supplier"]}</ram:Name>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{said["taxId"]}</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>{said["customer"]}</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/><ram:ApplicableHeaderTradeSettlement>
<ram:InvoiceCurrencyCode>{said["currency"]}</ram:InvoiceCurrencyCode><ram:SpecifiedTradeSettlementPaymentMeans>
<ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>{said["iban"]}</ram:IBANID>
</ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans><ram:ApplicableTradeTax>
<ram:CalculatedAmount>{said["tax"]}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{said["net"]}</ram:BasisAmount>
<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{said["rate"]}</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">{said["due"]}</udt:DateTimeString>
</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:LineTotalAmount>{said["subtotal"]}</ram:LineTotalAmount><ram:TaxBasisTotalAmount>{said["subtotal"]}</ram:TaxBasisTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">{said["tax"]}</ram:TaxTotalAmount><ram:GrandTotalAmount>{said["total"]}</ram:GrandTotalAmount>
<ram:DuePayableAmount>{said["payable"]}</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>
"""


SYNTAXES = {"ubl": ubl, "cii": cii}
