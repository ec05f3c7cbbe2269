/// The key of the request that is being answered: histories name it.
package struct ActingKey: Sendable, Equatable {
    /// Any store may be the one that does the work, so it is no parameter of them all. Nil where the server acts.
    @TaskLocal package static var current: ActingKey?

    /// The 12 characters between `ocr_live_` and the secret.
    let id: String

    package init(id: String) { self.id = id }
}
