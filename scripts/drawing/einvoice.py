"""The invoice as EN 16931 data (CII), alone or embedded in its PDF as Factur-X asks."""

from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

UNITS = {"": "C62", "h": "HUR", "Std.": "HUR", "heure": "HUR", "jour": "DAY", "m": "MTR", "kg": "KGM", "mois": "MON", "Mon.": "MON"}


def place_parts(party):
    """Code and city, for the countries whose e-invoices we draw: "67000 Strasbourg"."""
    code, _, city = party.place.partition(" ")
    return code, city


def trade_party(tag, party):
    code, city = place_parts(party)
    return f"""<ram:{tag}><ram:Name>{escape(party.name)}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>{code}</ram:PostcodeCode>\
<ram:LineOne>{escape(party.street)}</ram:LineOne><ram:CityName>{escape(city)}</ram:CityName><ram:CountryID>{party.country}</ram:CountryID>\
</ram:PostalTradeAddress><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{party.tax_id}</ram:ID>\
</ram:SpecifiedTaxRegistration></ram:{tag}>"""


def trade_line(number, line):
    return f"""<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID>\
</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct><ram:Name>{escape(line.description)}</ram:Name>\
</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{line.price}\
</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>\
<ram:BilledQuantity unitCode="{UNITS.get(line.unit, 'C62')}">{line.quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>\
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode>\
<ram:RateApplicablePercent>{line.rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>\
<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{line.amount}</ram:LineTotalAmount>\
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"""


def trade_taxes(invoice):
    return "".join(f"""<ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>\
<ram:BasisAmount>{net}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{rate}\
</ram:RateApplicablePercent></ram:ApplicableTradeTax>""" for rate, (net, tax) in invoice.taxes.items())


def when(day):
    return f'<udt:DateTimeString format="102">{day:%Y%m%d}</udt:DateTimeString>'


def cii(invoice, profile="urn:cen.eu:en16931:2017"):
    due = f"<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>{when(invoice.due)}</ram:DueDateDateTime>" \
          "</ram:SpecifiedTradePaymentTerms>" if invoice.due else ""
    lines = "\n".join(trade_line(number, line) for number, line in enumerate(invoice.lines, 1))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" \
xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" \
xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{profile}</ram:ID>\
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{escape(invoice.number)}</ram:ID><ram:TypeCode>{381 if invoice.is_credit else 380}</ram:TypeCode>\
<ram:IssueDateTime>{when(invoice.issued)}</ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
{lines}
<ram:ApplicableHeaderTradeAgreement>
{trade_party("SellerTradeParty", invoice.supplier)}
{trade_party("BuyerTradeParty", invoice.customer)}
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{invoice.currency}</ram:InvoiceCurrencyCode>\
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>\
{invoice.supplier.iban}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
{trade_taxes(invoice)}
{due}
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{invoice.items_total}</ram:LineTotalAmount>\
<ram:TaxBasisTotalAmount>{invoice.net}</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="{invoice.currency}">{invoice.tax}\
</ram:TaxTotalAmount><ram:GrandTotalAmount>{invoice.total}</ram:GrandTotalAmount><ram:DuePayableAmount>{invoice.total}\
</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF \
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"><fx:DocumentType>INVOICE</fx:DocumentType>\
<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931\
</fx:ConformanceLevel></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def stream(data, **entries):
    result = DecodedStreamObject()
    result.set_data(data)
    for key, value in entries.items():
        result[NameObject(f"/{key}")] = value
    return result


def embed(pdf, xml, out):
    """Adds `xml` to the file `pdf` as factur-x.xml, named in the catalogue as an alternative of the page."""
    writer = PdfWriter()
    for page in PdfReader(pdf).pages:
        writer.add_page(page)
    file = writer._add_object(stream(xml.encode(), Type=NameObject("/EmbeddedFile"), Subtype=NameObject("/text#2Fxml")).flate_encode())
    name = TextStringObject("factur-x.xml")
    spec = writer._add_object(DictionaryObject({
        NameObject("/Type"): NameObject("/Filespec"), NameObject("/F"): name, NameObject("/UF"): name,
        NameObject("/AFRelationship"): NameObject("/Alternative"), NameObject("/EF"): DictionaryObject({NameObject("/F"): file})}))
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([name, spec])})
    root = writer._root_object
    root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    root[NameObject("/AF")] = ArrayObject([spec])
    root[NameObject("/Metadata")] = writer._add_object(
        stream(XMP.encode(), Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    with open(out, "wb") as file:
        writer.write(file)
