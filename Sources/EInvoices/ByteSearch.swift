import Glibc

/// Searches for bytes in megabytes of untrusted text.
extension [UInt8] {
    /// The next index of that byte (memchr).
    func next(_ byte: UInt8, from place: Int) -> Int? { next(byte, in: Swift.min(place, count)..<count) }

    /// The first index of that byte in `range`.
    func next(_ byte: UInt8, in range: Range<Int>) -> Int? {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range of these bytes")
        return withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            let found = memchr(start + range.lowerBound, Int32(byte), range.count)
            return found.map { UnsafeRawPointer($0) - start }
        }
    }

    func holds(_ text: StaticString, at place: Int) -> Bool {
        withUnsafeBytes { bytes in
            guard place + text.utf8CodeUnitCount <= bytes.count, let start = bytes.baseAddress else { return false }
            return memcmp(start + place, text.utf8Start, text.utf8CodeUnitCount) == 0
        }
    }
}
