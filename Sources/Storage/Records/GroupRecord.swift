package import Invoices

/// A group as the store holds it, with its kept counts.
package struct GroupRecord: Sendable {
    package let id: Group.ID
    package let account: Account.ID
    package let draft: GroupDraft
    package let revision: Int
    package let counts: GroupCounts
    package let status: GroupStatus
    /// How many runs there have been; the present or last one's number.
    package let run: Int
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    /// Nil while the pace is unknown.
    package var estimatedCompletionTime: Timestamp?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}
