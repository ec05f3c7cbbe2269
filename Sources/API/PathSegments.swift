/// The parts of a path between its slashes: split once, compared with every route.
///
/// Works on bytes: finding the ends of characters would take longer than the rest of the routing.
struct PathSegments {
    private let bytes: [UInt8]
    private let places: [Range<Int>]

    init(_ path: String) {
        var path = path
        bytes = path.withUTF8 { Array($0) }
        var places: [Range<Int>] = []
        places.reserveCapacity(6)
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            places.append(start..<index)
            start = index + 1
        }
        // A slash at the end adds nothing: `/ocr-invoice-job/` is the list, too.
        if start < bytes.count || places.count < 2 { places.append(start..<bytes.count) }
        self.places = places
    }

    var count: Int { places.count }

    /// The part at that index, or an empty text.
    func text(at index: Int) -> String {
        places.indices.contains(index) ? String(decoding: bytes[places[index]], as: UTF8.self) : ""
    }

    /// True if both have the same part at that index.
    func equals(_ other: PathSegments, at index: Int) -> Bool {
        let (place, otherPlace) = (places[index], other.places[index])
        guard place.count == otherPlace.count else { return false }
        return bytes.withUnsafeBytes { mine in
            other.bytes.withUnsafeBytes { theirs in
                UnsafeRawBufferPointer(rebasing: mine[place])
                    .elementsEqual(UnsafeRawBufferPointer(rebasing: theirs[otherPlace]))
            }
        }
    }
}
