/// Who acts in the request that is being answered: histories name it.
package enum Principal: Sendable, Equatable {
    /// The 12 characters between `ocr_live_` and the secret.
    case key(String)
    case user(User.ID)

    /// Any store may be the one that does the work, so it is no parameter of them all. Nil where the server acts.
    @TaskLocal package static var current: Principal?

    var key: String? {
        guard case .key(let id) = self else { return nil }
        return id
    }

    var user: User.ID? {
        guard case .user(let id) = self else { return nil }
        return id
    }
}
