import Invoices

/// All words of a document that may be a value of some kind.
struct CandidateFinder {
    private let document: PrintedDocument
    private var analysis: DocumentAnalysis { document.analysis }
    private var layout: Layout { document.layout }
    /// How the supplier orders day and month; nil where its documents have not told.
    private let monthFirst: Bool?

    init(_ document: PrintedDocument, monthFirst: Bool?) {
        self.document = document
        self.monthFirst = monthFirst
    }

    var dates: [MemoryCandidate] {
        analysis.dates.compactMap { printed in
            let known = monthFirst.map { $0 ? printed.monthFirst ?? printed.dayFirst : printed.dayFirst ?? printed.monthFirst }
            return (known ?? analysis.date(printed)).map { candidate(.date($0), printed.tokens) }
        }
    }

    var amounts: [MemoryCandidate] {
        analysis.amounts.filter { !$0.isPercent }.map { candidate(.amount($0.value), $0.tokens) }
    }

    /// Runs of words of one of these forms.
    func identifiers(of forms: Set<String>) -> [MemoryCandidate] {
        let most = forms.map { $0.count { $0 == " " } + 1 }.max() ?? 0
        return layout.segments.flatMap { segment in
            segment.tokens.flatMap { start -> [MemoryCandidate] in
                var form = ""
                return (start..<min(start + most, segment.tokens.upperBound)).compactMap { last in
                    form += (last > start ? " " : "") + document.forms[last]
                    return forms.contains(form) ? identifier(start..<last + 1) : nil
                }
            }
        }
    }

    /// Runs of words that print this identifier.
    func identifiers(printing wanted: String) -> [MemoryCandidate] {
        let wanted = MemoryWords.squeezed(wanted)
        guard !wanted.isEmpty else { return [] }
        return layout.segments.flatMap { segment in
            segment.tokens.compactMap { start -> MemoryCandidate? in
                var text = ""
                for last in start..<segment.tokens.upperBound {
                    text += MemoryWords.squeezed(PrintedForm.cleaned(layout.tokens[last].text))
                    if text == wanted { return identifier(start..<last + 1) }
                    guard wanted.hasPrefix(text) else { return nil }
                }
                return nil
            }
        }
    }

    /// Whole segments, and what stands behind one of these labels in them.
    func lines(behind labels: Set<String>) -> [MemoryCandidate] {
        layout.segments.indices.flatMap { number -> [MemoryCandidate] in
            let segment = layout.segments[number]
            var starts = [segment.tokens.lowerBound]
            if !labels.isEmpty {
                starts += segment.tokens.dropFirst().filter { start in
                    let first = max(segment.tokens.lowerBound, start - 4)
                    return labels.contains(AnchorText.of(layout.tokens[first..<start]))
                }
            }
            return starts.map { line($0..<segment.tokens.upperBound) }
        }
    }

    /// Segments, or what stands in them behind a few words, that say nearly this; the best first.
    func lines(printing wanted: String) -> [MemoryCandidate] {
        let words = MemoryWords.words(wanted)
        let known = Set(words)
        let found = layout.segments.flatMap { segment -> [(MemoryCandidate, Double)] in
            segment.tokens.prefix(5).filter { start in
                MemoryWords.words(layout.tokens[start].text).contains(where: known.contains)
            }.map { start in
                let line = line(start..<segment.tokens.upperBound)
                return (line, MemoryWords.agreement(MemoryWords.words(line.text), words))
            }
        }
        return found.filter { $0.1 >= MemoryWords.same }.sorted { $0.1 > $1.1 }.map(\.0)
    }

    /// The lines from here down to one that is no part of an address.
    func address(from tokens: Range<Int>, until stops: Set<String>) -> MemoryCandidate {
        let addresses = AddressLines(document)
        let block = addresses.block(from: tokens)
        let end = block.indices.dropFirst().first { addresses.isEnd(block[$0], stops) } ?? block.endIndex
        let lines = block[..<end]
        let text = addresses.text(lines)
        return MemoryCandidate(value: .text(text), tokens: tokens, text: text, lines: Array(lines.dropFirst()))
    }

    private func identifier(_ tokens: Range<Int>) -> MemoryCandidate {
        let text = PrintedForm.cleaned(layout.text(tokens))
        return MemoryCandidate(value: .text(text), tokens: tokens, text: text)
    }

    private func line(_ tokens: Range<Int>) -> MemoryCandidate {
        let text = layout.text(tokens)
        return MemoryCandidate(value: .text(text), tokens: tokens, text: text)
    }

    private func candidate(_ value: Field.Value, _ tokens: Range<Int>) -> MemoryCandidate {
        MemoryCandidate(value: value, tokens: tokens, text: layout.text(tokens))
    }
}
