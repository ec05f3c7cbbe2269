import Invoices
import JSON
package import Storage

/// A template as a client sends it, in a file.
package enum TemplateFile {
    /// JSON as for POST /ocr-invoice-job-template.
    package static func write(_ draft: TemplateDraft) -> [UInt8] {
        JSONWriter.write { json in json.object { TemplateJSON.write(draft, into: &$0) } }
    }

    /// Throws `APIError` with all faults, as in the API's response.
    package static func read(_ bytes: [UInt8]) throws -> TemplateDraft {
        do {
            return try TemplateJSON.draft(Form(JSONReader.read(bytes)))
        } catch let error as JSONError {
            throw APIError.unreadable(error)
        }
    }
}
