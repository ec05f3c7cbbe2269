import Storage

/// What is known of a caller once the key or session was checked.
struct Authentication {
    let caller: Caller
    /// What the route's prefetch has read along with the key.
    var prefetched = Prefetched.none
    /// Nil for a key.
    var session: Session?
}
