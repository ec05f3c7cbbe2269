package import Invoices

/// A user who is signed in.
package struct Session: Sendable {
    /// It ends when it was not used for so long.
    package static let longestIdle = Duration.seconds(8 * 3600)
    /// It ends so long after the sign-in, whatever is done.
    package static let longest = Duration.seconds(7 * 86_400)

    package let token: SessionToken
    package let account: Account.ID
    package let user: User.ID
    package let name: String
    package let role: Role

    package var caller: Caller { Caller(account: account, principal: .user(user), scopes: role.scopes) }
}
