package import Invoices

/// Why the store refused; the API turns each case into a stable code.
package enum StorageError: Error, Sendable, Equatable {
    /// No such thing in this account.
    case notFound
    /// Another job of the account bears this number.
    case duplicateJobNumber
    /// What was asked is not allowed while the job is in this state.
    case wrongState(JobStatus)
    /// The upload that the job reads was deleted.
    case documentGone
    /// Jobs or groups still refer to it.
    case inUse
    /// `If-Match` names another revision; this is the present one.
    case preconditionFailed(revision: Int)
    /// `If-Match` names other results; this is the tag of the present ones.
    case resultsChanged(ResultsTag)
    /// The template, group or job that the draft names does not exist in this account.
    case unknownReference(Reference)
    /// The template is switched off.
    case inactiveTemplate
    /// A page of that number exists in that job.
    case duplicatePageNumber
    /// The account has as many unfinished jobs as it may have.
    case backlogFull
    /// Another supplier of the account has this external id.
    case duplicateExternalID
    /// Another supplier of the account has this confirmed proof, which an authority gives to one holder only.
    case duplicateProof(SupplierProof, holder: Supplier.ID)
    /// The supplier is already merged, or was never.
    case wrongMerge(String)
    /// The account has as many webhooks as it may have.
    case tooManyWebhooks
    /// The account has as many users as it may have.
    case tooManyUsers
    /// The account has as many keys as it may have.
    case tooManyKeys
    /// Another user of the account has this name.
    case duplicateUserName
    /// The database has no room left for what is to be written.
    case full
    /// The database is away or overloaded, cannot be written to, or refuses this program; try again later.
    case unavailable
    /// Stored data cannot be understood: our bug, or somebody changed the tables by hand.
    case damaged(String)

    package enum Reference: String, Sendable { case template, group, job, document, supplier }
}
