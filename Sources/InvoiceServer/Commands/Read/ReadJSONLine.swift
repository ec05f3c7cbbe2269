import Invoices
import JSON
import ReaderWire

/// One line of JSON for each file, for programs.
enum ReadJSONLine {
    static func invoice(_ id: String, _ result: Result<Extraction, JobFailure>) -> String {
        line(id) { json in
            switch result {
            case .failure(let failure): write(failure, to: &json)
            case .success(let extraction):
                json.member("fields") { write(extraction.invoice, to: &$0) }
                json.member("confidence") { json in
                    for field in extraction.fields {
                        json.name(shortName(field.name))
                        json.value((field.confidence * 1000).rounded() / 1000)
                    }
                }
            }
        }
    }

    static func pages(_ id: String, _ result: Result<ReadDocument, JobFailure>) -> String {
        line(id) { json in
            switch result {
            case .failure(let failure): write(failure, to: &json)
            case .success(let document):
                json.member("pages", array: document.pages) { json, page in
                    json.object { page.write(to: &$0) }
                }
            }
        }
    }

    private static func line(_ id: String, _ body: (inout JSONWriter) -> Void) -> String {
        String(
            decoding: JSONWriter.write { json in
                json.object { json in
                    json.member("id", id)
                    body(&json)
                }
            }, as: UTF8.self)
    }

    private static func write(_ failure: JobFailure, to json: inout JSONWriter) {
        json.member("error") { json in
            json.member("code", failure.code.rawValue)
            json.member("message", failure.message)
        }
    }

    private static func write(_ invoice: Invoice, to json: inout JSONWriter) {
        json.member("number", invoice.number)
        json.member("date", invoice.date?.text)
        json.member("dueDate", invoice.dueDate?.text)
        json.member("supplier") { json in
            json.member("name", invoice.supplier.name)
            json.member("address", invoice.supplier.address)
            json.member("taxId", invoice.supplier.taxId)
        }
        json.member("customer") { json in
            json.member("name", invoice.customer.name)
            json.member("address", invoice.customer.address)
        }
        for (name, amount) in [("subtotal", invoice.subtotal), ("tax", invoice.tax), ("total", invoice.total)] {
            json.name(name)
            write(amount, to: &json)
        }
        json.member("currency", invoice.currency)
        json.member("lineItems", array: invoice.lineItems) { json, item in
            json.object { write(item, to: &$0) }
        }
    }

    private static func write(_ item: Invoice.LineItem, to json: inout JSONWriter) {
        json.member("description", item.description)
        for (name, amount) in [("quantity", item.quantity), ("unitPrice", item.unitPrice), ("amount", item.amount)] {
            json.name(name)
            write(amount, to: &json)
        }
    }

    private static func write(_ amount: Amount?, to json: inout JSONWriter) {
        if let amount { json.raw(amount.literal) } else { json.null() }
    }

    /// The name in the line's fields, e.g. `total` for `invoice.amounts.total`.
    private static func shortName(_ name: String) -> String {
        for prefix in ["invoice.amounts.", "invoice."] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }
}
