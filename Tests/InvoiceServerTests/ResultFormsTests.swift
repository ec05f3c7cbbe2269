import Exports
import Foundation
import Invoices
import JSON
import Storage
import Testing

@testable import InvoiceServer

/// The same result in each form that the program gives out, to the byte: importers rely on names and order.
struct ResultFormsTests {
    private func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "raw", confidence: 0.75, source: .ocr)
    }

    private func amount(_ name: String, _ literal: String) throws -> Field {
        field(name, .amount(try #require(Amount(literal: literal))))
    }

    /// Every field of the contract, a row with a gap before it, a date of the wrong kind, a name given twice.
    private func full() throws -> Extraction {
        let dates = [("invoice.date", "2024-04-03"), ("invoice.dueDate", "2024-05-03")]
        let texts = [
            ("invoice.number", "R-1"), ("invoice.number", "R-2"), ("invoice.supplier.name", "Nord \"GmbH\""),
            ("invoice.supplier.address", "Hafen 1, Kiel"), ("invoice.supplier.taxId", "DE136695976"),
            ("invoice.customer.name", "Süd AG"), ("invoice.customer.address", "Markt 2, Ulm"),
            ("invoice.customer.taxId", "DE129274202"), ("invoice.amounts.currency", "EUR"),
            ("invoice.payment.iban", "DE02120300000000202051"), ("invoice.payment.bic", "BYLADEM1001"),
            ("invoice.purchaseOrder", "B-7"),
            ("invoice.customer.number", "4711"), ("invoice.payment.terms", "30 Tage"),
            ("invoice.payment.reference", "RF18"),
            ("lineItems[0].description", "Nägel"), ("lineItems[1].code", "N-2"), ("parcels", "3"),
            ("invoice.notes[0]", "Danke"), ("invoice.notes[2]", "Gruß"),
        ]
        let amounts = [
            ("invoice.amounts.subtotal", "100.00"), ("invoice.amounts.tax", "19"), ("invoice.amounts.total", "119.00"),
            ("invoice.amounts.amountDue", "119"), ("invoice.amounts.allowances", "1"), ("invoice.amounts.charges", "2"),
            ("lineItems[0].quantity", "2"),
            ("lineItems[0].unitPrice", "12.50"), ("lineItems[0].amount", "25.00"), ("lineItems[2].amount", "-75"),
            ("invoice.taxLines[0].rate", "19"), ("invoice.taxLines[0].net", "100"), ("invoice.taxLines[0].tax", "19"),
        ]
        return Extraction(
            fields: texts.map { field($0.0, .text($0.1)) } + (try amounts.map { try amount($0.0, $0.1) })
                + (try dates.map { field($0.0, .date(try #require(CalendarDate($0.1)))) })
                + [field("invoice.date", .text("3 April"))])
    }

    private func data(_ extraction: Extraction) -> String {
        String(decoding: SummaryCoding.extractedData(extraction.invoice), as: UTF8.self)
    }

    /// Without the members that are null, and the objects that have no others.
    private func withoutNulls(_ json: String) -> String {
        var text = json
        while true {
            let fewer = text.replacing(#/"\w+":(?:null|{})(?=[,}]),?/#, with: "").replacing(",}", with: "}")
            if fewer == text { return text }
            text = fewer
        }
    }

    @Test func `extractedData has every member, null where nothing was found`() throws {
        #expect(
            withoutNulls(data(try full())) == """
                {"invoice":{"number":"R-1","date":"2024-04-03","dueDate":"2024-05-03",\
                "supplier":{"name":"Nord \\"GmbH\\"","address":"Hafen 1, Kiel","taxId":"DE136695976"},\
                "customer":{"name":"Süd AG","address":"Markt 2, Ulm","taxId":"DE129274202","number":"4711"},\
                "amounts":{"subtotal":100,"tax":19,"total":119,"currency":"EUR","amountDue":119,"allowances":1,"charges":2},\
                "purchaseOrder":"B-7","payment":{"iban":"DE02120300000000202051","bic":"BYLADEM1001","terms":"30 Tage",\
                "reference":"RF18","dueDates":[],"cashDiscounts":[]},"taxLines":[{"rate":19,"net":100,"tax":19}],\
                "notes":["Danke",null,"Gruß"],"precedingInvoices":[],"allowancesAndCharges":[]},\
                "lineItems":[{"description":"Nägel","quantity":2,"unitPrice":12.5,"amount":25},\
                {"code":"N-2"},{"amount":-75}]}
                """)
        #expect(
            withoutNulls(data(Extraction())) == """
                {"invoice":{"payment":{"dueDates":[],"cashDiscounts":[]},"taxLines":[],"notes":[],"precedingInvoices":[],\
                "allowancesAndCharges":[]},"lineItems":[]}
                """)
        let empty = try JSONReader.read(Array(data(Extraction()).utf8))
        for field in InvoiceField.header where field.outputs.contains(.data) {
            let member = field.name.split(separator: ".").reduce(empty as JSONValue?) { $0?[String($1)] }
            #expect(member?.isNull == true, "\(field.name)")
        }
    }

    @Test func `a value of another kind than the field's is null, also before a right one`() throws {
        var extraction = try full()
        extraction.fields.insert(field("invoice.date", .text("3 April")), at: 0)
        #expect(data(extraction).contains(#""date":null,"dueDate":"2024-05-03""#))
    }

    @Test func `a line of read --jsonl has the shorter names`() throws {
        var extraction = try full()
        extraction.fields = Array(extraction.fields.prefix(3)) + extraction.fields.filter { $0.value.amount != nil }
        #expect(
            ReadJSON.fields("a", extraction) == """
                {"id":"a","fields":{"number":"R-1","date":null,"dueDate":null,\
                "supplier":{"name":"Nord \\"GmbH\\"","address":null,"taxId":null},\
                "customer":{"name":null,"address":null},"subtotal":100,"tax":19,"total":119,"currency":null,\
                "lineItems":[{"description":null,"quantity":2,"unitPrice":12.5,"amount":25},\
                {"description":null,"quantity":null,"unitPrice":null,"amount":null},\
                {"description":null,"quantity":null,"unitPrice":null,"amount":-75}]},\
                "confidence":{"number":0.75,"number":0.75,"supplier.name":0.75,"subtotal":0.75,"tax":0.75,"total":0.75,\
                "amountDue":0.75,"discount":0.75,"shipping":0.75,"lineItems[0].quantity":0.75,\
                "lineItems[0].unitPrice":0.75,"lineItems[0].amount":0.75,"lineItems[2].amount":0.75,\
                "taxLines[0].rate":0.75,"taxLines[0].net":0.75,"taxLines[0].tax":0.75}}
                """)
    }

    @Test func `CSV has a column a field, and a row a line item`() throws {
        let job = ReadJob(number: "J", documentName: "d.pdf", extraction: try full())
        var bytes = CSVExport.heading
        CSVExport.write(job) { bytes += $0 }
        CSVExport.write(ReadJob(number: "K", documentName: "e.pdf", extraction: Extraction())) { bytes += $0 }
        let head = """
            J,d.pdf,R-1,2024-04-03,2024-05-03,"Nord ""GmbH""\","Hafen 1, Kiel",DE136695976,Süd AG,"Markt 2, Ulm",100,19,119,EUR
            """
        let rest =
            "true,DE129274202,B-7,4711,DE02120300000000202051,BYLADEM1001,30 Tage,RF18,119,1,2,,,,,,19,,100,19"
            + String(repeating: ",", count: 16)
        let blanks = String(repeating: ",", count: 8)
        #expect(
            String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") == [
                "jobNumber,documentName,invoice.number,invoice.date,invoice.dueDate,invoice.supplier.name,"
                    + "invoice.supplier.address,invoice.supplier.taxId,invoice.customer.name,invoice.customer.address,"
                    + "invoice.amounts.subtotal,invoice.amounts.tax,invoice.amounts.total,invoice.amounts.currency,"
                    + "lineItem.description,lineItem.quantity,lineItem.unitPrice,lineItem.amount,"
                    + "validationResults.isValid,invoice.customer.taxId,invoice.purchaseOrder,invoice.customer.number,"
                    + "invoice.payment.iban,invoice.payment.bic,invoice.payment.terms,invoice.payment.reference,"
                    + "invoice.amounts.amountDue,invoice.amounts.allowances,invoice.amounts.charges,invoice.kind,"
                    + "invoice.deliveryDate,invoice.buyerReference,invoice.amounts.prepaid,invoice.amounts.rounding,"
                    + (0..<5).map { row in
                        ["rate", "category", "net", "tax"].map { "invoice.taxLines[\(row)].\($0)," }.joined()
                    }.joined()
                    + "lineItem.code,lineItem.unit,lineItem.unitCode,lineItem.discount,lineItem.taxRate,"
                    + "lineItem.taxCategory,lineItem.taxAmount,lineItem.amountWithTax",
                "\(head),Nägel,2,12.5,25,\(rest)\(blanks)", "\(head),,,,,\(rest),N-2,,,,,,,",
                "\(head),,,,-75,\(rest)\(blanks)",
                "K,e.pdf\(String(repeating: ",", count: 17))true\(String(repeating: ",", count: 43))", "",
            ])
    }
}
