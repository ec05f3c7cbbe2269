/// A request whose parameters have arrived: what a thread that answers begins with.
struct Visit: Sendable {
    let channel: Channel
    /// Holds what has arrived of the body.
    let decoder: RequestDecoder
    let head: RequestDecoder.Head
}
