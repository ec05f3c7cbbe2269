/// Names without their namespace's prefix; each string is created once for all elements of that name.
struct XMLNames {
    private static let places = 256
    /// A table indexed by a hash of some of a name's bytes; a collision replaces the entry.
    private var known = [(bytes: Range<Int>, name: String)?](repeating: nil, count: places)

    /// Nil for a name with nothing after its prefix.
    mutating func local(_ whole: Range<Int>, in bytes: [UInt8]) -> String? {
        let prefix = bytes[whole].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? whole.lowerBound
        let range = prefix..<whole.upperBound
        guard !range.isEmpty else { return nil }
        let (first, last, length) = (range.lowerBound, range.upperBound - 1, range.count)
        let sum = Int(bytes[first]) + 3 * Int(bytes[last]) + 7 * Int(bytes[first + length / 2])
        let place = (sum + 11 * Int(bytes[first + length / 3]) + 13 * length) % Self.places
        if let found = known[place], bytes[found.bytes] == bytes[range] { return found.name }
        let name = String(decoding: bytes[range], as: UTF8.self)
        known[place] = (range, name)
        return name
    }
}
