import CZlib

/// Decodes the zlib format (RFC 1950) part by part, so that a few bytes cannot become gigabytes.
package enum Inflate {
    private static let portion = 1 << 16

    /// Gives each part to `sink`, which returns false to end it. False if the bytes are damaged or the sink ended it.
    package static func decode(_ bytes: [UInt8], into sink: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        var stream = z_stream()
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
        defer { inflateEnd(&stream) }
        var bytes = bytes
        return bytes.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: portion) { output in
                while true {
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(portion)
                    let status = inflate(&stream, Z_NO_FLUSH)
                    guard status == Z_OK || status == Z_STREAM_END else { return false }
                    let made = UnsafeBufferPointer(rebasing: output[..<(portion - Int(stream.avail_out))])
                    guard sink(made) else { return false }
                    if status == Z_STREAM_END { return true }
                }
            }
        }
    }
}
