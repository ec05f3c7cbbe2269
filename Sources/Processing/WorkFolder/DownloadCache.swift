/// Keeps downloads for a job's later attempts, on any machine. It has closures, since the steps of a job use no
/// database.
package struct DownloadCache: Sendable {
    package typealias Sink = (ArraySlice<UInt8>) throws -> Void

    /// Streams an earlier attempt's download from that URL; false if there is none. Throws the sink's errors.
    let read: @Sendable (_ url: String, ReadRequest, Sink) throws -> Bool
    /// Keeps the file at that path. Reports its failures itself: they cost at most a second download.
    let keep: @Sendable (_ url: String, ReadRequest, _ path: String) -> Void

    package init(
        read: @escaping @Sendable (_ url: String, ReadRequest, Sink) throws -> Bool,
        keep: @escaping @Sendable (_ url: String, ReadRequest, _ path: String) -> Void
    ) {
        self.read = read
        self.keep = keep
    }
}
