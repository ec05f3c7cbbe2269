package import Invoices
import JSON

/// What a completed job shows in lists, in the contract's shape (docs/contract.md section 3): written once, copied
/// through often.
package enum SummaryCoding {
    package static func extractedData(_ invoice: Invoice) -> [UInt8] {
        JSONWriter.write { writer in writer.object { ResultShape.extractedData.write(invoice, into: &$0) } }
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
                writer.raw(ExtractionJSON.write(extraction.findings, isAnswer: true))
            }
        }
    }
}
