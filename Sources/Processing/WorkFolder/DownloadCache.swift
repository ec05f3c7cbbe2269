/// Where fetched bytes are kept for a job's later attempts, on whichever machine; closures, since the steps of a job
/// know no database.
package struct DownloadCache: Sendable {
    package typealias Sink = (ArraySlice<UInt8>) throws -> Void

    /// Streams what an earlier attempt of the order's run fetched from there; false when it cannot be had. Throws what the sink does.
    let read: @Sendable (_ url: String, ReadRequest, Sink) throws -> Bool
    /// Keeps the file at that path. A failure is the keeper's to tell: it only costs a second fetch, if ever.
    let keep: @Sendable (_ url: String, ReadRequest, _ path: String) -> Void

    package init(
        read: @escaping @Sendable (_ url: String, ReadRequest, Sink) throws -> Bool,
        keep: @escaping @Sendable (_ url: String, ReadRequest, _ path: String) -> Void
    ) {
        self.read = read
        self.keep = keep
    }
}
