import Invoices

/// Where a known value stands on a document.
struct ValuePlaces {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    /// Tokens that print the value, in reading order.
    func places(of value: Field.Value) -> [Range<Int>] {
        switch value {
        case .date(let date):
            analysis.dates.filter { $0.dayFirst == date || $0.monthFirst == date }.map(\.tokens)
        case .amount(let amount):
            analysis.amounts.filter { !$0.isPercent && $0.value == amount }.map(\.tokens)
        case .text(let text): places(spelling: TemplateProposal.squeezed(text))
        case .flag: []
        }
    }

    /// Words that follow each other in one row, or over several rows one above the other.
    private func places(spelling wanted: String) -> [Range<Int>] {
        guard !wanted.isEmpty else { return [] }
        return layout.segments.flatMap { segment in
            segment.tokens.compactMap { start in end(of: wanted, from: start, in: segment).map { start..<$0 } }
        }
    }

    private func end(of wanted: String, from start: Int, in segment: Segment) -> Int? {
        var text = ""
        for position in start..<segment.tokens.upperBound {
            text += TemplateProposal.squeezed(layout.tokens[position].text)
            if text == wanted { return position + 1 }
            guard wanted.hasPrefix(text) else { return nil }
        }
        return nil
    }

    /// The lines of a block that together print the value; nil where they stand apart.
    func block(of value: String) -> [Segment]? {
        let wanted = TemplateProposal.squeezed(value)
        for first in layout.segments {
            var (lines, text) = ([first], TemplateProposal.squeezed(first.text))
            while text != wanted, wanted.hasPrefix(text), !text.isEmpty, let next = below(lines[lines.count - 1]) {
                lines.append(next)
                text += TemplateProposal.squeezed(next.text)
            }
            if text == wanted { return lines }
        }
        return nil
    }

    private func below(_ segment: Segment) -> Segment? {
        let limit = segment.bottom + 1.5 * segment.height
        return layout.segments.first { other in
            other.page == segment.page && other.row > segment.row && other.top < limit
                && abs(other.left - segment.left) < segment.height
        }
    }
}
