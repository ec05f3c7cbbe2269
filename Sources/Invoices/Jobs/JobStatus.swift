/// The states of a job.
///
///     created → queued → processing → completed       a retry is queued again with a later due time
///        └─────────┴──────────┴──→ cancelled │ failed
///     completed, failed, cancelled → queued           processed again
///     queued, processing → completed                  without new results, where there are earlier ones
package enum JobStatus: String, Sendable, CaseIterable {
    case created, queued, processing, completed, failed, cancelled

    package func canBecome(_ next: JobStatus) -> Bool {
        switch (self, next) {
        case (.created, .queued), (.created, .cancelled): true
        case (.queued, .processing), (.queued, .cancelled), (.queued, .failed), (.queued, .completed): true
        case (.processing, .completed), (.processing, .failed), (.processing, .cancelled), (.processing, .queued): true
        case (.completed, .queued), (.failed, .queued), (.cancelled, .queued): true
        default: false
        }
    }

    /// Those in which a job that has results shows them.
    package static let withResults: [JobStatus] = [.queued, .processing, .completed]

    package var isFinal: Bool { self == .completed || self == .failed || self == .cancelled }
}
