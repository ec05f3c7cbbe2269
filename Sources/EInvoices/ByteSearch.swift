import Glibc

/// Looking for marks in megabytes of a stranger's text, most of which is none.
extension UnsafeBufferPointer<UInt8> {
    /// Where that byte stands next. memchr.
    func next(_ byte: UInt8, from place: Int) -> Int? {
        guard place < count, let baseAddress else { return nil }
        let found = memchr(baseAddress + place, Int32(byte), count - place)
        return found.map { UnsafeRawPointer($0) - UnsafeRawPointer(baseAddress) }
    }

    /// How many there are; stops counting beyond `limit`.
    func count(of byte: UInt8, upTo limit: Int) -> Int {
        var (found, place) = (0, 0)
        while found <= limit, let next = next(byte, from: place) {
            found += 1
            place = next + 1
        }
        return found
    }

    func holds(_ text: StaticString, at place: Int) -> Bool {
        guard let baseAddress, place + text.utf8CodeUnitCount <= count else { return false }
        return memcmp(baseAddress + place, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}
