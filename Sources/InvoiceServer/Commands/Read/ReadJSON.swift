import API
import Foundation
import Invoices
import JSON
import ReaderWire

/// What programs get of a file that was read.
enum ReadJSON {
    /// One line: the short fields that programs that measure read, and the results as in the API's response.
    static func line(_ file: String, _ result: Result<ReadFile, JobFailure>) -> String {
        object(id(of: file)) { json in
            json.member("file", file)
            switch result {
            case .failure(let failure): write(failure, to: &json)
            case .success(let read):
                write(read.extraction, to: &json)
                json.member("needsReview", read.extraction.needsReview)
                json.member("results") { write(read, to: &$0) }
            }
        }
    }

    /// One line with the short fields alone.
    static func fields(_ id: String, _ extraction: Extraction) -> String {
        object(id) { write(extraction, to: &$0) }
    }

    /// One line with what the models of confidence weighed, by field.
    static func features(_ id: String, _ extraction: Extraction) -> String {
        object(id) { json in
            json.member("confidence", extraction.overallConfidence)
            json.member("features") { json in
                for (field, values) in extraction.features.sorted(by: { $0.key < $1.key }) {
                    json.name(field)
                    json.object { json in
                        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
                            json.name(name)
                            json.value(value)
                        }
                    }
                }
            }
        }
    }

    /// The results as in the API's response, indented; for a file that could not be read, its name and the error.
    /// - Parameter depth: The level that the text begins at.
    static func results(_ file: String, _ result: Result<ReadFile, JobFailure>, depth: Int) -> String {
        let bytes = JSONWriter.write { json in
            json.object { json in
                switch result {
                case .success(let read): write(read, to: &json)
                case .failure(let failure):
                    json.member("file", file)
                    write(failure, to: &json)
                }
            }
        }
        return String(decoding: JSONIndentation.indent(bytes, depth: depth), as: UTF8.self)
    }

    /// One line: the pages with lines, words and boxes.
    static func pages(_ file: String, _ result: Result<ReadFile, JobFailure>) -> String {
        object(id(of: file)) { json in
            json.member("file", file)
            switch result {
            case .failure(let failure): write(failure, to: &json)
            case .success(let read):
                json.member("pages", array: read.document.pages) { json, page in
                    json.object { page.write(to: &$0) }
                }
            }
        }
    }

    /// The name without folders and extension.
    private static func id(of file: String) -> String {
        URL(filePath: file).deletingPathExtension().lastPathComponent
    }

    private static func object(_ id: String, _ body: (inout JSONWriter) -> Void) -> String {
        String(
            decoding: JSONWriter.write { json in
                json.object { json in
                    json.member("id", id)
                    body(&json)
                }
            }, as: UTF8.self)
    }

    private static func write(_ read: ReadFile, to json: inout JSONWriter) {
        FileResultsJSON.write(read.info, read.document.pages, read.extraction, into: &json)
    }

    private static func write(_ extraction: Extraction, to json: inout JSONWriter) {
        json.member("fields") { ResultShape.short.write(extraction.invoice, into: &$0) }
        json.member("confidence") { json in
            for field in extraction.fields {
                json.name(InvoiceField.shortName(of: field.name))
                json.value((field.confidence * 1000).rounded() / 1000)
            }
        }
    }

    private static func write(_ failure: JobFailure, to json: inout JSONWriter) {
        json.member("error") { json in
            json.member("code", failure.code.rawValue)
            json.member("message", failure.message)
        }
    }
}
