/// That two jobs of an account belong together.
package struct JobLink: Sendable, Equatable {
    /// A job has one link to another, of the first kind that holds.
    package enum Kind: String, Sendable, CaseIterable {
        /// The same invoice, but money goes to another account: a common fraud.
        case sameButIban
        /// The same document, byte for byte.
        case sameBytes
        /// The same supplier and number.
        case sameNumber
        /// The same supplier, date and total.
        case sameTotal
        /// A credit note, and the invoice that it names.
        case creditNoteOf
        /// A corrected invoice, and the one that it corrects.
        case correctionOf

        package var isDuplicate: Bool { self != .creditNoteOf && self != .correctionOf }
    }

    package let job: Job.ID
    package let kind: Kind

    package init(job: Job.ID, kind: Kind) {
        self.job = job
        self.kind = kind
    }
}
