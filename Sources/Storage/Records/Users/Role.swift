/// What a user may do in his account.
package enum Role: String, Sendable, CaseIterable {
    /// Sees everything and changes nothing.
    case reader
    /// Also creates, reads, corrects and deletes jobs and documents.
    case reviewer
    /// Everything in the account, also its users and keys.
    case admin

    package var scopes: Set<Scope> {
        switch self {
        case .reader: Role.reading
        case .reviewer: Role.reading.union([.jobsWrite])
        case .admin: Scope.ofAccount
        }
    }

    private static let reading: Set<Scope> = [.jobsRead, .suppliersRead, .webhooksRead]
}
