/// Turns a detection network's probabilities into regions, as PaddleOCR does: connected pixels, then enlarged, since the
/// network is trained to mark the middle of a line only.
struct TextRegions {
    /// PaddleOCR's numbers of this model.
    private static let (pixelThreshold, regionThreshold): (Float, Float) = (0.3, 0.5)
    private static let enlargement = 1.6
    /// In pixels.
    private static let smallestSide = 3.0
    /// A page with more has dirt or pictures.
    private static let most = 1000

    let found: [TextRegion]

    init(_ map: ProbabilityMap) {
        let parts = Self.parts(of: map).filter { $0.mean >= Self.regionThreshold }
        let slope = Self.usualSlope(parts)
        found = parts.prefix(Self.most).compactMap { Self.region($0, usualSlope: slope) }
    }

    /// Pixels of one row.
    private struct Run {
        let row: Int
        let start: Int
        /// Exclusive.
        let end: Int
        let sum: Float
    }

    /// Connected runs.
    private struct Part {
        var runs: [Run] = []
        var area: Double { runs.reduce(0) { $0 + Double($1.end - $1.start) } }
        var mean: Float { runs.reduce(0) { $0 + $1.sum } / Float(max(1, area)) }
        var left: Int { runs.map(\.start).min() ?? 0 }
        var right: Int { runs.map(\.end).max() ?? 0 }
        var top: Int { runs.first?.row ?? 0 }
        var bottom: Int { (runs.last?.row ?? 0) + 1 }

        /// Long enough to show its slope.
        var isLong: Bool { right - left > 4 * (bottom - top) }

        /// The slope of the line through its pixels with the least squares.
        var slope: Double {
            var (n, x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for run in runs {
                let (length, row) = (Double(run.end - run.start), Double(run.row))
                let centre = Double(run.start + run.end - 1) / 2
                n += length
                x += length * centre
                y += length * row
                xx += length * centre * centre + length * (length * length - 1) / 12
                xy += length * centre * row
            }
            let spread = n * xx - x * x
            return spread > 0 ? (n * xy - x * y) / spread : 0
        }
    }

    private static func parts(of map: ProbabilityMap) -> [Part] {
        var runs: [Run] = []
        var owner: [Int] = []
        var above = 0..<0
        for row in 0..<map.height {
            let first = runs.count
            appendRuns(of: map, row: row, to: &runs)
            owner.append(contentsOf: first..<runs.count)
            join(first..<runs.count, to: above, runs, &owner)
            above = first..<runs.count
        }
        var parts: [Int: Part] = [:]
        for index in runs.indices { parts[root(index, &owner), default: Part()].runs.append(runs[index]) }
        return parts.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func appendRuns(of map: ProbabilityMap, row: Int, to runs: inout [Run]) {
        var (start, sum): (Int?, Float) = (nil, 0)
        for x in 0...map.width {
            let number = x < map.width ? map.numbers[row * map.width + x] : 0
            if number > pixelThreshold {
                if start == nil { (start, sum) = (x, 0) }
                sum += number
            } else if let begin = start {
                runs.append(Run(row: row, start: begin, end: x, sum: sum))
                start = nil
            }
        }
    }

    /// Joins runs with those of the row above that they touch, also at a corner.
    private static func join(_ here: Range<Int>, to above: Range<Int>, _ runs: [Run], _ owner: inout [Int]) {
        var upper = above.lowerBound
        for index in here {
            while upper < above.upperBound, runs[upper].end < runs[index].start { upper += 1 }
            var other = upper
            while other < above.upperBound, runs[other].start <= runs[index].end {
                let (one, two) = (root(index, &owner), root(other, &owner))
                owner[max(one, two)] = min(one, two)
                other += 1
            }
        }
    }

    private static func root(_ index: Int, _ owner: inout [Int]) -> Int {
        var index = index
        while owner[index] != index {
            owner[index] = owner[owner[index]]
            index = owner[index]
        }
        return index
    }

    /// The median slope of long parts, for the short ones.
    private static func usualSlope(_ parts: [Part]) -> Double {
        let slopes = parts.filter(\.isLong).map(\.slope).sorted()
        return slopes.isEmpty ? 0 : slopes[slopes.count / 2]
    }

    private static func region(_ part: Part, usualSlope: Double) -> TextRegion? {
        let slope = part.isLong ? part.slope : usualSlope
        let (left, right) = (Double(part.left), Double(part.right))
        var (top, bottom) = (Double.infinity, -Double.infinity)
        for run in part.runs {
            let (start, end) = (slope * (Double(run.start) - left), slope * (Double(run.end) - left))
            top = min(top, Double(run.row) - max(start, end))
            bottom = max(bottom, Double(run.row + 1) - min(start, end))
        }
        let (width, height) = (right - left, bottom - top)
        guard min(width, height) >= smallestSide else { return nil }
        let margin = width * height * enlargement / (2 * (width + height))
        return TextRegion(
            left: left - margin, right: right + margin, middle: (top + bottom) / 2 - slope * margin,
            height: height + 2 * margin, slope: slope)
    }
}
