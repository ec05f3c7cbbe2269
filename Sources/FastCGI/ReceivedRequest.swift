/// A request whose parameters have arrived, ready for a thread that answers it.
struct ReceivedRequest: Sendable {
    let channel: Channel
    /// Holds what has arrived of the body.
    let decoder: RequestDecoder
    let head: RequestDecoder.Head
}
