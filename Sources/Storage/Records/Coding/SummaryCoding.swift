package import Invoices
import JSON

/// What a completed job shows in lists, in the contract's shape (docs/contract.md section 3): written once, copied
/// through often.
package enum SummaryCoding {
    package static func extractedData(_ invoice: Invoice) -> [UInt8] {
        JSONWriter.write { writer in
            writer.object { writer in
                writer.member("invoice") { header(invoice, &$0) }
                writer.member("lineItems", array: invoice.lineItems) { writer, item in
                    writer.object { writer in
                        writer.member("description", item.description)
                        member("quantity", item.quantity, &writer)
                        member("unitPrice", item.unitPrice, &writer)
                        member("amount", item.amount, &writer)
                    }
                }
            }
        }
    }

    package static func confidence(_ extraction: Extraction) -> [UInt8] {
        JSONWriter.write { writer in
            writer.object { writer in
                writer.member("overall", extraction.overallConfidence)
                writer.member("fields") { writer in
                    var seen: Set<String> = []
                    for field in extraction.fields where seen.insert(field.name).inserted {
                        writer.name(field.name)
                        writer.value(field.confidence)
                    }
                }
            }
        }
    }

    package static func validation(_ extraction: Extraction) -> [UInt8] {
        JSONWriter.write { writer in
            writer.object { writer in
                writer.member("isValid", extraction.isValid)
                writer.name("errors")
                writer.raw(ExtractionCoding.write(extraction.findings))
            }
        }
    }

    private static func header(_ invoice: Invoice, _ writer: inout JSONWriter) {
        writer.member("number", invoice.number)
        writer.member("date", invoice.date?.text)
        writer.member("dueDate", invoice.dueDate?.text)
        writer.member("supplier") { writer in
            writer.member("name", invoice.supplier.name)
            writer.member("address", invoice.supplier.address)
            writer.member("taxId", invoice.supplier.taxId)
        }
        writer.member("customer") { writer in
            writer.member("name", invoice.customer.name)
            writer.member("address", invoice.customer.address)
        }
        writer.member("amounts") { writer in
            member("subtotal", invoice.subtotal, &writer)
            member("tax", invoice.tax, &writer)
            member("total", invoice.total, &writer)
            writer.member("currency", invoice.currency)
        }
    }

    private static func member(_ name: StaticString, _ amount: Amount?, _ writer: inout JSONWriter) {
        writer.member(name, raw: amount?.literal)
    }
}
