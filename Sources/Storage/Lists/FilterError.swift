/// What is wrong with a filter, a sort field or a search, with what is possible instead.
package struct FilterError: Error, Sendable, Equatable {
    /// The field or operator that cannot be.
    package let field: String
    package let message: String

    package init(field: String, message: String) {
        self.field = field
        self.message = message
    }
}
