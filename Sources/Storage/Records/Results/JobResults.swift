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

        init(number: Int, width: Double, height: Double, text: String, confidence: Double) {
            self.number = number
            self.width = width
            self.height = height
            self.text = text
            self.confidence = confidence
        }

        package init(_ page: Page) {
            self.init(
                number: page.number, width: page.width, height: page.height, text: page.text,
                confidence: page.confidence)
        }
    }
}
