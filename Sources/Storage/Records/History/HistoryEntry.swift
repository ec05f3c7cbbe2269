package import Invoices

/// Who did what to a job and when.
package struct HistoryEntry: Sendable {
    package enum Action: String, Sendable, CaseIterable {
        /// A reading brought results.
        case read
        /// A person changed what a field is said to be.
        case corrected
        /// A person confirmed the results.
        case confirmed
        /// The results were given out as a file.
        case exported
        /// The job, a page of it, or its upload was deleted.
        case deleted
    }

    package let at: Timestamp
    package let action: Action
    /// Nil: the server itself.
    package let author: Author?
    /// One JSON object, as docs/contract.md section 3 has it for the action.
    package let details: [UInt8]

    package struct Author: Sendable, Equatable {
        package enum Kind: String, Sendable { case key, user }

        package let kind: Kind
        /// The key's 12 characters, or the user's id.
        package let id: String
        /// As it was called then; empty where it was gone.
        package let name: String
    }
}
