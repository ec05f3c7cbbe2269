import EInvoices
import FieldExtraction
package import Invoices
import Rendering

/// A page of this program's own, read before the first document: every fork then has the tables that Poppler,
/// fontconfig and Swift's runtime build once in a process.
package final class WarmUpDocument {
    /// Kept open, since Poppler frees its tables with the last document.
    private let document: PDFDocument
    package let page: ReadPage
    /// The summary of the file.
    package let summary: DocumentSummary
    /// Its extraction, which loads the data of labels, headings and calibration.
    package let extraction: Extraction

    package init(_ recognisers: Recognisers) throws {
        EInvoice.prepare()
        document = try PDFDocument(Self.pdf)
        let settings = ReadSettings(languages: [], wantsImage: true)
        let invoice = try EInvoice.read(Array(Self.invoice.utf8))
        // Finds and opens the fonts. A machine without any can still read other documents; an e-invoice's job says so.
        _ = try? InvoiceSheet(invoice, mostPages: 1)
        summary = DocumentSummary(
            kind: FileKind.detect(in: Self.pdf) ?? .pdf, pageCount: document.pageCount,
            electronicInvoice: invoice)
        page = try PDFPageReader(recognisers, settings, ReaderLimits()).read(document.page(1), number: 1)
        let read = ReadDocument(pages: [page.page], electronicInvoice: summary.electronicInvoice)
        extraction = Extractor(template: Self.template).extract(read)
    }

    /// Has a pattern, so that PCRE2 is initialised as well.
    package static let template = Template(fields: [
        FieldRule(name: "invoice.number", pattern: "page (\\w+)"),
        FieldRule(name: "invoice.amounts.total", kind: .amount, pattern: "([0-9.,]+)\\."),
    ])

    private static let invoice = """
        <?xml version="1.0" encoding="UTF-8"?><CrossIndustryInvoice><ExchangedDocument><ID>1</ID><IssueDateTime>\
        <DateTimeString>20250131</DateTimeString></IssueDateTime></ExchangedDocument><SupplyChainTradeTransaction>\
        <IncludedSupplyChainTradeLineItem><SpecifiedTradeProduct><Name>Page</Name></SpecifiedTradeProduct>\
        <SpecifiedLineTradeAgreement><NetPriceProductTradePrice><ChargeAmount>1.50</ChargeAmount>\
        </NetPriceProductTradePrice></SpecifiedLineTradeAgreement><SpecifiedLineTradeDelivery><BilledQuantity>2\
        </BilledQuantity></SpecifiedLineTradeDelivery><SpecifiedLineTradeSettlement>\
        <SpecifiedTradeSettlementLineMonetarySummation><LineTotalAmount>3.00</LineTotalAmount>\
        </SpecifiedTradeSettlementLineMonetarySummation></SpecifiedLineTradeSettlement>\
        </IncludedSupplyChainTradeLineItem></SupplyChainTradeTransaction></CrossIndustryInvoice>
        """

    /// Enough words to be trusted. The fonts initialise fontconfig, and the accent loads the encoding's table.
    private static let words = "Nothing but a page that is read before all others do: caf\\351, 1,00."

    private static var pdf: [UInt8] {
        let text = "BT /F1 9 Tf 9 40 Td (\(words)) Tj /F2 9 Tf 0 -20 Td (Bold) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 60]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
            "<</Length \(text.utf8.count)>>stream\n\(text)\nendstream", font("Helvetica"), font("Helvetica-Bold"),
        ]
        var file = "%PDF-1.4\n"
        var places = ""
        for (index, object) in objects.enumerated() {
            let place = String(file.utf8.count)
            places += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        let size = objects.count + 1
        file += "xref\n0 \(size)\n0000000000 65535 f \n\(places)trailer<</Size \(size)/Root 1 0 R>>\n"
        return Array("\(file)startxref\n\(start)\n%%EOF\n".utf8)
    }

    private static func font(_ name: String) -> String {
        "<</Type/Font/Subtype/Type1/BaseFont/\(name)/Encoding/WinAnsiEncoding>>"
    }
}
