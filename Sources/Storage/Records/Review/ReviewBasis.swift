package import FieldExtraction
package import Invoices

/// What a person sees who reviews a job, and what they write is read by.
package struct ReviewBasis: Sendable {
    package let tag: ResultsTag
    /// The fields of the results, with all corrections.
    package let fields: [Field]
    package let context: CorrectionContext
}
