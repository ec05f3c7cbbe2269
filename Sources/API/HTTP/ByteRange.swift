/// The bytes that a request's `Range` asks for, RFC 9110 section 14.
enum ByteRange: Equatable {
    case whole
    case part(Range<Int>)
    /// The range begins behind the end.
    case unsatisfiable

    private static let unit = "bytes="

    /// Several ranges, another unit and what is no range are answered with the whole, as the RFC allows.
    /// - Parameters:
    ///   - condition: The header `If-Range`; another tag than the present one asks for the whole.
    ///   - size: Bytes of the whole.
    init(_ header: String?, condition: String?, tag: String, size: Int) {
        guard let header, header.lowercased().hasPrefix(Self.unit), condition == nil || condition == tag else {
            self = .whole
            return
        }
        let ends = header.dropFirst(Self.unit.count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }) else {
            self = .whole
            return
        }
        self = Self.range(ends[0], ends[1], size)
    }

    /// Numbers that are too large for Int are behind the end.
    private static func range(_ first: Substring, _ last: Substring, _ size: Int) -> ByteRange {
        guard !first.isEmpty else {
            guard !last.isEmpty else { return .whole }
            let count = min(Int(last) ?? .max, size)
            return count > 0 ? .part(size - count..<size) : .unsatisfiable
        }
        let (start, end) = (Int(first) ?? .max, last.isEmpty ? .max : Int(last) ?? .max)
        guard start <= end else { return .whole }
        return start < size ? .part(start..<min(end, size - 1) + 1) : .unsatisfiable
    }
}
