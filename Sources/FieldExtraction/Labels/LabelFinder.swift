import Invoices

/// Finds the vocabulary's phrases on the pages, the longest at each place, in the document's languages.
struct LabelFinder {
    private let vocabulary = Vocabulary.shared

    /// The languages of the document, the likeliest first.
    func languages(of layout: Layout, hints: [String]) -> [String] {
        var scores: [String: Double] = [:]
        for hint in hints { scores[hint, default: 0] += 4 }
        for token in layout.tokens {
            for language in vocabulary.wordLanguages[token.folded] ?? [] { scores[language, default: 0] += 1 }
            for piece in Atoms.split(token.folded) where piece.text.utf8.count > 4 {
                for languages in vocabulary.phraseLanguages[piece.text] ?? [] {
                    for language in languages { scores[language, default: 0] += 2 / Double(languages.count) }
                }
            }
        }
        let best = scores.values.max() ?? 0
        return scores.filter { $0.value >= max(2, 0.35 * best) }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map(\.key)
    }

    /// - Parameter languages: The document's, without the English that stands on documents of every language.
    func labels(in layout: Layout, _ words: PageWords, languages: [String]) -> [Label] {
        let allowed = Set(languages)
        let endings = WordEndings(
            vocabulary.languages.reduce(into: []) { endings, language in
                if allowed.contains(language.code) { endings.formUnion(language.words(.titleEndings)) }
            })
        let isRecognised = layout.sheets.contains(where: \.isRecognised)
        let spelling = isRecognised ? Spelling(vocabulary, languages: allowed) : nil
        let phrases = LabelPhrases(vocabulary.languages.filter { allowed.contains($0.code) || $0.code == "en" })
        return layout.segments.indices.flatMap { number in
            let segment = layout.segments[number]
            var labelWords = words[number]
            if let spelling, layout.sheets[segment.page].isRecognised {
                labelWords = labelWords.map { spelling.mended($0) }
            }
            let found = labels(of: labelWords, segment: number, in: layout, allowed: allowed, endings: endings)
            return phrases.joined(found, labelWords: labelWords)
        }
    }

    private func labels(
        of labelWords: [LabelWord], segment: Int, in layout: Layout, allowed: Set<String>, endings: WordEndings
    ) -> [LabelPhrases.Placed] {
        var found: [LabelPhrases.Placed] = []
        func add(_ labelKind: LabelKind, _ range: Range<Int>) {
            found.append(
                .init(label: label(labelKind, labelWords, range, segment: segment, in: layout), labelWords: range))
        }
        var position = 0
        while position < labelWords.count {
            guard let entry = entry(at: position, in: labelWords, allowed: allowed) else {
                if endings.endCompound(labelWords[position].text) { add(.title, position..<position + 1) }
                position += 1
                continue
            }
            let end = position + entry.labelWords.count
            for labelKind in labelKinds(of: entry, allowed: allowed) { add(labelKind, position..<end) }
            position = end
        }
        return found
    }

    private func entry(at position: Int, in labelWords: [LabelWord], allowed: Set<String>) -> Vocabulary.Entry? {
        (vocabulary.phrases[labelWords[position].text] ?? []).first { entry in
            guard position + entry.labelWords.count <= labelWords.count else { return false }
            for (offset, labelWord) in entry.labelWords.enumerated().dropFirst()
            where labelWords[position + offset].text != labelWord {
                return false
            }
            return !labelKinds(of: entry, allowed: allowed).isEmpty
        }
    }

    /// English labels stand on invoices of every language; its short words would be taken for others'.
    private func labelKinds(of entry: Vocabulary.Entry, allowed: Set<String>) -> [LabelKind] {
        let length = entry.labelWords.reduce(0) { $0 + $1.utf8.count }
        var labelKinds: [LabelKind] = []
        for use in entry.uses where !labelKinds.contains(use.labelKind) {
            if allowed.contains(use.language) || (use.language == "en" && length > 3) {
                labelKinds.append(use.labelKind)
            }
        }
        return labelKinds
    }

    private func label(
        _ labelKind: LabelKind, _ labelWords: [LabelWord], _ range: Range<Int>, segment: Int, in layout: Layout
    )
        -> Label
    {
        let last = labelWords[range.upperBound - 1]
        let folded = layout.tokens[last.token].folded
        let text = layout.tokens[last.token].text
        // Folding may change the length; then the rest of the token cannot be told.
        let rest =
            folded.utf8.count == text.utf8.count ? String(decoding: text.utf8.dropFirst(last.end), as: UTF8.self) : ""
        let behind = rest.drop {
            "ºª°".contains($0) || (!$0.isFastLetter && !$0.isFastNumber && $0 != "-" && $0 != "(")
        }
        return Label(
            labelKind: labelKind, tokens: labelWords[range.lowerBound].token..<last.token + 1, rest: String(behind),
            segment: segment,
            length: labelWords[range].reduce(0) { $0 + $1.text.utf8.count },
            isFirst: range.lowerBound == 0, isLast: range.upperBound == labelWords.count)
    }
}
