/// Which columns of a region have ink.
struct InkColumns {
    /// The part of a region's height in which letters stand: it reaches into the space between lines.
    private static let core = 0.7
    /// How far from the paper's grey towards the ink's a column must be.
    private static let share = 0.4

    /// The picture's column of the first element.
    private let first: Int
    private let hasInk: [Bool]

    init(_ region: TextRegion, in picture: GreyPixels) {
        first = min(max(0, Int(region.left)), picture.width)
        let end = min(max(first, Int(region.right.rounded(.up))), picture.width)
        let reach = region.height * Self.core / 2
        var (darkest, greys) = ([UInt8](), [UInt8]())
        for x in first..<end {
            let middle = region.middle(at: Double(x) + 0.5)
            let top = min(max(0, Int(middle - reach)), picture.height - 1)
            let bottom = min(max(top + 1, Int(middle + reach)), picture.height)
            var minimum: UInt8 = 255
            for y in top..<bottom {
                let grey = picture.bytes[y * picture.width + x]
                minimum = min(minimum, grey)
                greys.append(grey)
            }
            darkest.append(minimum)
        }
        let (paper, ink) = (Self.element(greys, at: 0.6), Self.element(darkest, at: 0.1))
        let limit = paper - Self.share * (paper - ink)
        hasInk = darkest.map { Double($0) < limit }
    }

    private static func element(_ numbers: [UInt8], at share: Double) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for number in numbers { counts[Int(number)] += 1 }
        var left = Int(Double(numbers.count) * share)
        for (grey, count) in counts.enumerated() {
            left -= count
            if left < 0 { return Double(grey) }
        }
        return 255
    }

    /// The widest run of columns without ink between two columns.
    func widestGap(from start: Double, to end: Double) -> Range<Int>? {
        var widest: Range<Int>?
        var run: Int?
        let (from, to) = (clamped(start), clamped(end))
        guard from < to else { return nil }
        for x in from...to {
            if x < to, !hasInk[x - first] {
                run = run ?? x
            } else if let begin = run {
                if x - begin > widest?.count ?? 0 { widest = begin..<x }
                run = nil
            }
        }
        return widest
    }

    /// The columns with ink inside these; the same columns if there are none.
    func trimmed(from start: Double, to end: Double) -> (start: Double, end: Double) {
        let (from, to) = (clamped(start), clamped(end))
        guard from < to, let left = (from..<to).first(where: { hasInk[$0 - first] }),
            let right = (from..<to).last(where: { hasInk[$0 - first] })
        else { return (start, end) }
        return (Double(left), Double(right + 1))
    }

    private func clamped(_ x: Double) -> Int { min(max(first, Int(x)), first + hasInk.count) }
}
