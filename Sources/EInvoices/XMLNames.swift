/// Names without their namespace's prefix, each made once for the many elements that have it.
struct XMLNames {
    private static let places = 256
    /// By a sum of some of a name's bytes; one that meets another's place takes it.
    private var known = [String](repeating: "", count: places)

    /// Nil for a name that ends in its prefix.
    mutating func local(_ whole: UnsafeBufferPointer<UInt8>) -> String? {
        let prefix = whole.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
        let name = UnsafeBufferPointer(rebasing: whole[prefix...])
        guard let first = name.first, let last = name.last else { return nil }
        let (length, middle, third) = (name.count, name[name.count / 2], name[name.count / 3])
        let place = (Int(first) + 3 * Int(last) + 7 * Int(middle) + 11 * Int(third) + 13 * length) % Self.places
        if known[place].utf8.elementsEqual(name) { return known[place] }
        known[place] = String(decoding: name, as: UTF8.self)
        return known[place]
    }
}
