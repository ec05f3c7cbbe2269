package import Invoices

/// A job in its group's list.
package struct GroupMember: Sendable {
    package let job: Job.ID
    package let status: JobStatus
    package let documentName: String
}
