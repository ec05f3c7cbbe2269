import Invoices

/// The pages' text, with form feeds between pages, as in other text tools.
package enum TextExport {
    package static func write(_ job: ReadJob) -> [UInt8] {
        Array((job.pages.map(\.text).joined(separator: "\n\u{C}") + "\n").utf8)
    }
}
