import Invoices

/// The pages' text; a form feed between pages, as text tools know it.
package enum TextExport {
    package static func write(_ job: ReadJob) -> [UInt8] {
        Array((job.pages.map(\.text).joined(separator: "\n\u{C}") + "\n").utf8)
    }
}
