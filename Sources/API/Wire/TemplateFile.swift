import Invoices
import JSON
package import Storage

/// A template as a client sends it, in a file.
package enum TemplateFile {
    /// What POST /ocr-invoice-job-template takes.
    package static func write(_ draft: TemplateDraft) -> [UInt8] {
        JSONWriter.write { json in json.object { TemplateJSON.write(draft, into: &$0) } }
    }

    /// Throws `APIError` with all faults, as the API would answer them.
    package static func read(_ bytes: [UInt8]) throws -> TemplateDraft {
        do {
            return try TemplateJSON.draft(Form(JSONReader.read(bytes)))
        } catch let error as JSONError {
            throw APIError.unreadable(error)
        }
    }
}
