/// Why a corrected value is refused.
package struct CorrectionFault: Error, Equatable {
    package enum Code: String, Sendable {
        /// No value of the field's kind.
        case unreadable
        /// It can be two values, and the document does not tell which.
        case ambiguous
        /// A value of the kind that no field holds.
        case outOfRange = "out_of_range"
    }

    package let code: Code
    /// A sentence that names the field and the form that is wanted.
    package let message: String
}
