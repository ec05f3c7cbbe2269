/// How soon a job should run, beside others.
package enum Priority: String, Sendable, CaseIterable, Comparable {
    case low, medium, high, urgent

    package static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }

    /// 0 for low … 3 for urgent; the number that the store keeps.
    package var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .urgent: 3
        }
    }
}
