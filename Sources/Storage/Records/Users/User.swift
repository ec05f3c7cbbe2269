package import Invoices

/// A person of an account who signs in with a name and a password.
package struct User: Sendable {
    package typealias ID = Invoices.ID<User>

    package let id: ID
    /// Unique in the account; upper and lower case differ.
    package let name: String
    package let role: Role
    package let revision: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let lastSignInAt: Timestamp?
}
