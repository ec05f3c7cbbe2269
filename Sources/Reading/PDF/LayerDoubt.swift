import Invoices

/// Cheap signs that a page's text layer is not what is drawn. They cost no drawing: nearly all pages have none of them.
struct LayerDoubt {
    /// Something may be drawn without text, or text may not be drawn.
    let isOfInk: Bool
    /// The letters may say something else than is drawn.
    let isOfLetters: Bool

    /// The share of the page that images must cover, so that text may be in them.
    private static let largeImages = 0.5
    /// Pages with more words are full of text, and need no amount and no currency.
    private static let fewWords = 150
    /// With more labels without a value, a page is doubtful; a form may have a few, e.g. for a signature.
    private static let mostOrphans = 2
    /// Fewer words say nothing about letters.
    private static let leastWords = 15
    /// A page with so many amounts also shows a date or a year.
    private static let leastAmounts = 6

    /// - Parameters:
    ///   - images: The share of the page that images cover, 0 for none.
    ///   - isFirst: True for a document's first page, which should have a date.
    init(_ lines: [TextLine], images: Double, isFirst: Bool) {
        let words = lines.flatMap(\.words).map(\.text)
        let numbers = NumberSigns(words)
        let isShort = words.count < Self.fewWords
        let namesSums = isShort && SumWords.occur(in: words)
        let lacksAmounts = namesSums && numbers.amounts == 0
        let lacksCurrency = namesSums && numbers.amounts > 0 && !CurrencyWords.occur(in: words)
        isOfInk =
            images >= Self.largeImages || lacksAmounts || lacksCurrency || isShort && Self.hasOrphans(lines)
        let lacksYears = isFirst && numbers.years == 0 && numbers.amounts >= Self.leastAmounts
        isOfLetters = numbers.haveNoPossibleDate || lacksYears || Self.isOfNoLanguage(words)
    }

    private static func isOfNoLanguage(_ words: [String]) -> Bool {
        let texts = words.filter { $0.utf8.count > 1 && $0.contains(where: \.isLetter) }
        return texts.count >= leastWords && !LanguageGuess.hasCommonWord(texts)
    }

    // MARK: Labels without values

    /// The most lines that are compared with each other.
    private static let mostLines = 400

    /// True if several lines end in a colon, and neither beside nor beneath most of them stands anything.
    private static func hasOrphans(_ lines: [TextLine]) -> Bool {
        guard lines.count <= mostLines else { return false }
        let boxes = lines.map(\.box)
        let labels = zip(lines, boxes).filter { $0.0.words.last?.text.hasSuffix(":") == true }.map(\.1)
        let orphans = labels.count { label in
            !boxes.contains { isBeside($0, label) || isBeneath($0, label) }
        }
        return orphans > mostOrphans && 2 * orphans > labels.count
    }

    private static func isBeside(_ other: Box, _ label: Box) -> Bool {
        other.x >= label.maxX - label.height && min(other.maxY, label.maxY) - max(other.y, label.y) > 0.3 * label.height
    }

    private static func isBeneath(_ other: Box, _ label: Box) -> Bool {
        let gap = other.y - label.maxY
        return gap > -0.3 * label.height && gap < 2 * label.height && other.x < label.maxX && label.x < other.maxX
    }
}

/// What the digits of a page look like.
private struct NumberSigns {
    /// Numbers with two decimals.
    private(set) var amounts = 0
    private var dates = 0
    private var possibleDates = 0
    private(set) var years = 0

    init(_ words: [String]) {
        for word in words {
            let numbers = word.utf8.split { !Self.isDigit($0) }
            let isShortDate = numbers.count == 3 && numbers.allSatisfy { $0.count <= 2 }
            if !isShortDate, Self.isAmount(word.utf8) { amounts += 1 }
            if numbers.contains(where: Self.isYear) { years += 1 }
            guard let (day, month) = Self.date(numbers) else { continue }
            dates += 1
            if (1...31).contains(max(day, month)), (1...12).contains(min(day, month)) { possibleDates += 1 }
        }
    }

    /// True if nothing that has the form of a date is one.
    var haveNoPossibleDate: Bool { dates > 0 && possibleDates == 0 }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// True if a digit, a point or comma, and two last digits stand in it; a date has another point behind them.
    private static func isAmount(_ word: String.UTF8View) -> Bool {
        let text = Array(word)
        return text.indices.dropFirst().dropLast(2).contains { mark in
            (text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: ",")) && isDigit(text[mark - 1])
                && isDigit(text[mark + 1]) && isDigit(text[mark + 2])
                && !text[(mark + 3)...].prefix(2).contains(where: isDigit)
        }
    }

    private static func isYear(_ digits: Substring.UTF8View) -> Bool {
        number(digits).map { digits.count == 4 && (1990...2059).contains($0) } ?? false
    }

    /// Day and month, in any order, of three numbers with a year of four digits first or last; nil for other words.
    private static func date(_ parts: [Substring.UTF8View]) -> (Int, Int)? {
        guard parts.count == 3, let year = parts.firstIndex(where: { $0.count == 4 }), year != 1 else { return nil }
        let others = parts.indices.filter { $0 != year }.map { parts[$0] }
        guard others.allSatisfy({ (1...2).contains($0.count) }), let one = number(others[0]),
            let other = number(others[1])
        else { return nil }
        return (one, other)
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        digits.count <= 4 && !digits.isEmpty ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
    }
}
