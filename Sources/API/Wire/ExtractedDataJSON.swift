import Invoices
import JSON
import Storage

/// An extraction in the contract's shape: what the store keeps ready for completed jobs, made anew for a trial.
enum ExtractedDataJSON {
    static func write(_ extraction: Extraction, into json: inout JSONWriter) {
        json.member("extractedData") { write(extraction.invoice, into: &$0) }
        json.member("confidence") { json in
            json.member("overall", ratio: extraction.overallConfidence)
            json.member("fields") { json in
                var seen: Set<String> = []
                for field in extraction.fields where seen.insert(field.name).inserted {
                    json.name(field.name)
                    json.value((field.confidence * 10_000).rounded() / 10_000)
                }
            }
        }
        json.member("validationResults") { json in
            json.member("isValid", extraction.isValid)
            json.member("errors", array: extraction.findings) { json, finding in
                json.object {
                    $0.member("field", finding.field)
                    $0.member("message", finding.message)
                    $0.member("severity", finding.severity.rawValue)
                }
            }
        }
    }

    private static func write(_ invoice: Invoice, into json: inout JSONWriter) {
        json.member("invoice") { json in
            json.member("number", invoice.number)
            json.member("date", invoice.date)
            json.member("dueDate", invoice.dueDate)
            json.member("supplier") { json in
                json.member("name", invoice.supplier.name)
                json.member("address", invoice.supplier.address)
                json.member("taxId", invoice.supplier.taxId)
            }
            json.member("customer") { json in
                json.member("name", invoice.customer.name)
                json.member("address", invoice.customer.address)
            }
            json.member("amounts") { json in
                json.member("subtotal", invoice.subtotal)
                json.member("tax", invoice.tax)
                json.member("total", invoice.total)
                json.member("currency", invoice.currency)
            }
        }
        json.member("lineItems", array: invoice.lineItems) { json, item in
            json.object { json in
                json.member("description", item.description)
                json.member("quantity", item.quantity)
                json.member("unitPrice", item.unitPrice)
                json.member("amount", item.amount)
            }
        }
    }
}

/// What a template finds on the pages of a job, in the shape of results.
enum TrialJSON {
    static func write(_ extraction: Extraction, of results: JobResults, into json: inout JSONWriter) {
        json.member("jobId", results.job.id)
        json.member("jobNumber", results.job.number)
        json.member("status", results.job.status.rawValue)
        ExtractedDataJSON.write(extraction, into: &json)
        json.member("fields", array: extraction.fields) { json, field in
            json.object { ResultsJSON.write(field, into: &$0) }
        }
    }
}
