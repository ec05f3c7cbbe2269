import Invoices

/// Shares one page's lines of words out among its items, each a run of lines, so that the figures stand alike beside all of
/// them: a table sets its cells at the top, at the middle or at the bottom of a row.
struct LineSharing {
    /// The line that the figures stand beside.
    enum Alignment: CaseIterable {
        case first, middle, last
    }

    /// For each item its lines, and how badly they fit; only to compare alignments of one table.
    struct Shares {
        var runs: [[DescriptionLines.Line]]
        var cost: Double
    }

    private let lines: [DescriptionLines.Line]
    /// Of the lines' and the figures' middles, as fractions of the page.
    private let places: [Double]
    private let anchors: [Double]
    /// The items' rows.
    private let anchorRows: [Int]
    /// For each item the lines between the item before it and the item after it.
    private let windows: [Range<Int>]
    /// Of a word.
    private let height: Double
    /// Between the middles of the two lines that are closest.
    private let pitch: Double

    /// Nil without lines or items, and where so many lines stand between two items that these are no descriptions.
    init?(lines: [DescriptionLines.Line], rows: [TableRow], anchors: [Int]) {
        guard !lines.isEmpty, let first = anchors.first else { return nil }
        self.lines = lines
        let places = lines.map { $0.cell.box.midY }
        self.places = places
        anchorRows = anchors
        self.anchors = anchors.map { row in rows[row].figures.last?.box.midY ?? rows[row].box.midY }
        let height = rows[first].height
        guard height > 0 else { return nil }
        self.height = height
        let steps = zip(places, places.dropFirst()).map { $1 - $0 }.filter { $0 > height / 2 }
        pitch = steps.min() ?? height
        windows = Self.windows(lines.map(\.row), anchors)
        guard windows.allSatisfy({ $0.count <= Self.mostLines }) else { return nil }
    }

    /// Between two items; a table with more has prose in it.
    private static let mostLines = 24

    private static func windows(_ rows: [Int], _ anchors: [Int]) -> [Range<Int>] {
        var (low, high) = (0, 0)
        return anchors.indices.map { index in
            let before = index > 0 ? anchors[index - 1] : -1
            let after = index + 1 < anchors.count ? anchors[index + 1] : Int.max
            while low < rows.count, rows[low] <= before { low += 1 }
            high = max(high, low)
            while high < rows.count, rows[high] < after { high += 1 }
            // Far from the first and the last item stand other things.
            return index == 0 ? max(low, high - mostLines)..<high : low..<min(high, low + mostLines)
        }
    }

    private struct Step {
        var cost: Double
        var run: Range<Int>
        /// Up to where the items before have taken lines.
        var from: Int
    }

    /// The cheapest choice of runs, found item by item: what was taken so far is all that the next item depends on.
    func shares(alignment: Alignment) -> Shares {
        var states: [Int: Double] = [windows[0].lowerBound: 0]
        var steps: [[Int: Step]] = []
        for index in anchors.indices {
            var next: [Int: Step] = [:]
            for (taken, cost) in states {
                for run in runs(of: index, after: taken) {
                    let total = cost + self.cost(of: run, at: index, after: taken, alignment)
                    if total < next[run.upperBound]?.cost ?? .infinity {
                        next[run.upperBound] = Step(cost: total, run: run, from: taken)
                    }
                }
            }
            steps.append(next)
            states = next.mapValues(\.cost)
        }
        return traced(steps)
    }

    private func runs(of index: Int, after taken: Int) -> [Range<Int>] {
        let window = windows[index]
        let start = max(taken, window.lowerBound)
        guard start < window.upperBound else { return [start..<start] }
        return [start..<start]
            + (start..<window.upperBound).flatMap { first in
                (first + 1...window.upperBound).map { first..<$0 }
            }
    }

    private func traced(_ steps: [[Int: Step]]) -> Shares {
        // Of choices as cheap the one that takes the most lines, whatever order the dictionary has.
        guard let last = steps.last?.min(by: { ($0.value.cost, -$0.key) < ($1.value.cost, -$1.key) }) else {
            return Shares(runs: [], cost: 0)
        }
        var runs: [[DescriptionLines.Line]] = []
        var end = last.key
        for step in steps.reversed() {
            guard let chosen = step[end] else { break }
            runs.append(Array(lines[chosen.run]))
            end = chosen.from
        }
        return Shares(runs: runs.reversed(), cost: last.value.cost)
    }

    // MARK: What a choice costs

    private static let ofItemWithoutWords = 1.5
    private static let ofLineLeftOut = 0.4
    private static let ofBrokenSentence = 0.6
    /// In heights of a word: what the middles of level words may differ by.
    private static let tolerance = 0.35

    private func cost(of run: Range<Int>, at index: Int, after taken: Int, _ alignment: Alignment) -> Double {
        let window = windows[index]
        let leftOut = max(run.lowerBound - max(taken, window.lowerBound), 0)
        let skipped = Double(leftOut) * Self.ofLineLeftOut
        guard !run.isEmpty else { return skipped + Self.ofItemWithoutWords }
        return skipped + offset(of: run, at: index, alignment) + breaks(in: run) + gaps(in: run)
    }

    /// How far the figures stand from where they should, in heights of a word.
    private func offset(of run: Range<Int>, at index: Int, _ alignment: Alignment) -> Double {
        let (first, last) = (run.lowerBound, run.upperBound - 1)
        switch alignment {
        case .first: return lines[first].row == anchorRows[index] ? 0 : max(distance(places[first], index), 1)
        case .last: return lines[last].row == anchorRows[index] ? 0 : max(distance(places[last], index), 1)
        case .middle:
            let distance = distance((places[first] + places[last]) / 2, index)
            return distance <= Self.tolerance ? 0 : distance
        }
    }

    private func distance(_ place: Double, _ index: Int) -> Double { abs(place - anchors[index]) / height }

    /// A name begins with a capital or a digit and is no `Label: value`; it ends with no comma and no hyphen.
    private func breaks(in run: Range<Int>) -> Double {
        let (first, last) = (lines[run.lowerBound].cell.text, lines[run.upperBound - 1].cell.text)
        let isRest = first.first.map { $0.isLowercase || $0 == "(" } == true || first.contains(":")
        let begins = isRest ? Self.ofBrokenSentence : 0
        let ends = last.last.map { ",-–/&(".contains($0) } == true ? Self.ofBrokenSentence : 0
        return begins + ends
    }

    /// Lines of one name stand as close as lines do.
    private func gaps(in run: Range<Int>) -> Double {
        let steps = zip(places[run], places[run].dropFirst()).map { ($1 - $0) / pitch }
        return steps.reduce(0) { $0 + max($1 - Self.widestStep, 0) }
    }

    /// From line to line, in the narrowest such step: superscripts and notes in another size change it a little.
    private static let widestStep = 1.4
}
