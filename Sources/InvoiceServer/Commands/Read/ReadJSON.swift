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
                json.member("fields") { ResultShape.short.write(extraction.invoice, into: &$0) }
                json.member("confidence") { json in
                    for field in extraction.fields {
                        json.name(InvoiceField.shortName(of: field.name))
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
}
