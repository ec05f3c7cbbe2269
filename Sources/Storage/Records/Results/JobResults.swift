package import Invoices

/// The results of a job.
package struct JobResults: Sendable {
    package let job: JobRecord
    package let summary: JobSummary
    /// The fields with what people corrected.
    package let extraction: Extraction
    package let pages: [PageText]

    package struct PageText: Sendable {
        package let number: Int
        /// Points.
        package let width: Double
        package let height: Double
        package internal(set) var text: String
        package let confidence: Double
    }
}
