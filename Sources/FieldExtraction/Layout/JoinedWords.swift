import Invoices
import Languages

/// Parts words between which recognition dropped the blank: `SUMMEEUR19,99`, `TOTALSALES`, `04.05.202614:07`.
///
/// Only what a label's phrases are made of is parted, so that names keep their letters.
enum JoinedWords {
    /// The parts, which make the text again; the text alone where nothing was joined.
    static func parts(of text: String) -> [String] {
        guard text.utf8.count >= shortestRate, text.utf8.count <= longest else { return [text] }
        let letters = Array(text)
        if let parts = rate(letters) { return parts }
        guard text.utf8.count >= shortest else { return [text] }
        if let end = dateLength(letters) { return [String(letters[..<end]), String(letters[end...])] }
        let head = letters.prefix(while: \.isFastLetter)
        if let bracket = number(letters, behind: head.count) { return bracket }
        guard head.count >= shortestLabel else { return [text] }
        let marks = letters[head.count...].prefix { ":.=*".contains($0) }
        let rest = String(letters[(head.count + marks.count)...])
        if rest.isEmpty { return words(head, behind: marks) ?? [text] }
        guard isValue(rest), let words = words(head, behind: marks) ?? whole(head, behind: marks) else { return [text] }
        return words + [rest]
    }

    /// `A7%`
    private static let shortestRate = 3
    /// `BAR1,00` has seven signs.
    private static let shortest = 6
    private static let shortestLabel = 3
    /// Longer ones are none; a file may bring a word of a million letters.
    private static let longest = 48
    /// Shorter words of labels are parts of other words: `bar`, `net`.
    private static let shortestPart = 4

    // MARK: Labels

    private static func whole(_ head: ArraySlice<Character>, behind marks: ArraySlice<Character>) -> [String]? {
        known.contains(TextFolding.fold(String(head))) ? [String(head + marks)] : nil
    }

    /// `BHD(604412-K)`: a number in brackets behind a legal form.
    private static func number(_ letters: [Character], behind count: Int) -> [String]? {
        guard count >= 2, count < letters.count, letters[count] == "(",
            letters[count...].count(where: \.isPlainDigit) >= fewestDigits,
            LegalForm.isWhole(String(letters[..<count]))
        else { return nil }
        return [String(letters[..<count]), String(letters[count...])]
    }

    /// Of a number in a register.
    private static let fewestDigits = 4

    /// The words of a label, the last with the marks behind it; nil for one word.
    private static func words(_ head: ArraySlice<Character>, behind marks: ArraySlice<Character>) -> [String]? {
        let folded = Array(TextFolding.fold(String(head)))
        // `ß` is two letters when folded; then the parts' places are not those of the text.
        guard folded.count == head.count, !known.contains(String(folded)) else { return nil }
        guard let lengths = phrases[String(folded)] ?? lengths(of: folded) else { return nil }
        var parts: [String] = []
        var start = head.startIndex
        for length in lengths {
            parts.append(String(head[start..<start + length]))
            start += length
        }
        parts[parts.count - 1] += String(marks)
        return parts
    }

    /// How long the known words are that the whole is made of, the longest first; nil where it is not.
    private static func lengths(of word: [Character]) -> [Int]? {
        var best: [[Int]?] = Array(repeating: nil, count: word.count + 1)
        best[0] = []
        for start in word.indices {
            guard let before = best[start] else { continue }
            for end in word.indices.map({ $0 + 1 }) where end > start && best[end] == nil {
                let part = String(word[start..<end])
                // `Timeless` is no time: the first word has to be a label of its own.
                let isKnown = start == 0 ? alone.contains(part) : known.contains(part)
                let isWord = isKnown && (end - start >= shortestPart || isBeforeCurrency(word, start, end))
                guard isWord || (start > 0 && tails.contains(part)) else { continue }
                best[end] = before + [end - start]
            }
        }
        return best[word.count].flatMap { $0.count > 1 ? $0 : nil }
    }

    /// `BAREUR`: nothing but a currency follows.
    private static func isBeforeCurrency(_ word: [Character], _ start: Int, _ end: Int) -> Bool {
        start == 0 && Vocabulary.shared.currencies[String(word[end...])] != nil
    }

    /// Kinds of labels that tills and card terminals print beside a value.
    private static let kinds = Set(LabelKind.allCases.filter(\.isAmount) + [.date, .number])

    private static let labels = Vocabulary.shared.languages.flatMap { language in
        language.phrases.filter { kinds.contains($0.labelKind) }.map(\.labelWords)
    }

    private static let known = Set(labels.joined().filter { $0.count >= shortestLabel })

    private static let alone = Set(labels.filter { $0.count == 1 }.map { $0[0] })

    /// What may follow a label's word directly: the currency, and what says whether tax is in it.
    private static let tails: Set<String> = {
        let groups: [WordGroup] = [.including, .excluding, .taxWords]
        let words = groups.reduce(into: Set(["of", "zu", "in"])) { $0.formUnion(Vocabulary.shared.words($1)) }
        return words.union(Vocabulary.shared.currencies.keys.filter { $0.allSatisfy(\.isFastLetter) })
            .filter { $0.count >= 2 && $0.allSatisfy(\.isFastLetter) }
    }()

    /// The lengths of the words of each phrase of several words, by the phrase without its blanks.
    private static let phrases: [String: [Int]] = labels.filter { $0.count > 1 }.reduce(into: [:]) { table, words in
        table[words.joined()] = words.map(\.count)
    }

    // MARK: Letters of taxes

    /// `A19%`, `1,54B`: the letter of a tax before its rate or behind an amount.
    private static func rate(_ text: [Character]) -> [String]? {
        guard let first = text.first, let last = text.last else { return nil }
        if last == "%", first.isFastUppercase, text[1...].first?.isPlainDigit == true,
            isNumber(text[1..<text.count - 1])
        {
            return [String(first), String(text[1...])]
        }
        let amount = text.dropLast()
        guard last.isFastUppercase, first.isPlainDigit || first == "-", hasCents(amount),
            isNumber(amount.drop { $0 == "-" })
        else { return nil }
        return [String(amount), String(last)]
    }

    private static func isNumber(_ signs: ArraySlice<Character>) -> Bool {
        signs.first?.isPlainDigit == true && signs.allSatisfy { $0.isPlainDigit || $0 == "," || $0 == "." }
    }

    private static func hasCents(_ signs: ArraySlice<Character>) -> Bool {
        guard signs.count >= 4 else { return false }
        let mark = signs[signs.endIndex - 3]
        return signs.suffix(2).allSatisfy(\.isPlainDigit) && (mark == "," || mark == ".")
    }

    // MARK: Values

    /// An amount with two decimals, or a date: `19,99`, `19,99A`, `07.04.20`.
    private static func isValue(_ text: String) -> Bool {
        guard text.utf8.contains(where: \.isPlainDigit) else { return false }
        if DateParser.parse([text]) != nil { return true }
        let number = text.reversed().drop { !$0.isPlainDigit }
        let mark = number.dropFirst(2).first
        return number.prefix(2).allSatisfy(\.isPlainDigit) && (mark == "." || mark == ",")
            && PrintedNumber(String(number.reversed())) != nil
    }

    /// How many characters the date has that a time of day follows directly; nil where none does.
    static func dateLength(_ text: [Character]) -> Int? {
        guard text.first?.isPlainDigit == true, text.contains(":") else { return nil }
        var runs: [Int] = []
        var marks: [Character] = []
        var position = 0
        while runs.count < 3 {
            let run = text[position...].prefix(while: \.isPlainDigit).count
            guard run > 0 else { return nil }
            runs.append(run)
            position += run
            guard runs.count < 3, position < text.count, "./-".contains(text[position]) else { break }
            marks.append(text[position])
            position += 1
        }
        guard runs.count == 3, marks[0] == marks[1], runs[1] <= 2, position < text.count else { return nil }
        let start = position - runs[2]
        if text[position] == "-" { return position }
        guard text[position] == ":", let last = lastLength(first: runs[0], run: runs[2]) else { return nil }
        return start + last
    }

    /// Of a run of digits that holds the date's last number and the hour: `202614`, `2614`, `0414` behind a year.
    private static func lastLength(first: Int, run: Int) -> Int? {
        if first == 4 { return (3...4).contains(run) ? 2 : nil }
        guard first <= 2 else { return nil }
        return run >= 5 && run <= 6 ? 4 : (3...4).contains(run) ? 2 : nil
    }
}
