/// 1 − corrected ÷ filled fields over the template's completed jobs.
package struct TemplateAccuracy: Sendable, Equatable {
    /// Nil before the first completed job.
    package var average: Double?
    package var fields: [String: Double]

    package init(average: Double? = nil, fields: [String: Double] = [:]) {
        self.average = average
        self.fields = fields
    }
}
