import CZlib

/// Deflate (RFC 1951), through zlib.
package enum Deflate {
    package enum Form: Sendable {
        /// As in ZIP files.
        case bare
        /// With zlib's header and checksum (RFC 1950), as in PDF files.
        case zlib

        fileprivate var window: Int32 { self == .bare ? -MAX_WBITS : MAX_WBITS }
    }

    package enum Failure: Error { case zlib(Int32) }

    /// Most compression comes early; the last percent costs three times as much.
    private static let level: Int32 = 6

    /// The bytes compressed, in one piece.
    package static func compress(_ bytes: [UInt8], _ form: Form) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        let begun = czlib_begin(&stream, level, form.window)
        guard begun == Z_OK else { throw .zlib(begun) }
        defer { deflateEnd(&stream) }
        let most = Int(deflateBound(&stream, uLong(bytes.count)))
        var outcome = Z_OK
        let packed = [UInt8](unsafeUninitializedCapacity: most) { output, count in
            bytes.withUnsafeBufferPointer { input in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(clamping: output.count)
                outcome = deflate(&stream, Z_FINISH)
            }
            count = most - Int(stream.avail_out)
        }
        guard outcome == Z_STREAM_END else { throw .zlib(outcome) }
        return packed
    }

    /// The CRC-32 of a ZIP file's entry.
    package static func crc32(_ bytes: [UInt8]) -> UInt32 {
        UInt32(truncatingIfNeeded: CZlib.crc32(0, bytes, uInt(clamping: bytes.count)))
    }
}
