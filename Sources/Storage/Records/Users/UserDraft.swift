import Foundation

/// What a client says of a user, without the password.
package struct UserDraft: Sendable, Equatable {
    package let name: String
    package let role: Role

    package init(name: String, role: Role) {
        self.name = UserDraft.normal(name)
        self.role = role
    }

    /// The same letters may be typed as other code points on another machine.
    static func normal(_ name: String) -> String { name.precomposedStringWithCanonicalMapping }
}
