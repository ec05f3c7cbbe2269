/// Whether a person should look at a job's results. Stored by its place here, so new ones go at the end.
package enum ReviewState: String, Sendable, CaseIterable {
    case notNeeded, needed
    /// A person confirmed the results.
    case done
}
