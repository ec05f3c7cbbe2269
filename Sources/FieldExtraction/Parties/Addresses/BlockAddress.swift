import Invoices

/// Which of a block's lines are the address, and which line above it is the name.
struct BlockAddress {
    private(set) var name: (text: String, tokens: Range<Int>)?
    private(set) var address: [BlockLine] = []

    /// Nil where the lines hold no town with its code, nor a country beneath a street.
    ///
    /// - Parameter lines: From the first that may be a name.
    init?(_ lines: [BlockLine]) {
        guard let anchor = Self.anchor(lines) else { return nil }
        let end = Self.end(lines, anchor: anchor)
        let before = lines[..<anchor].filter { $0.kind != .contact }
        let street = before.firstIndex { $0.kind == .street } ?? before.endIndex
        var names = Self.withoutOthers(Array(before[..<street]))
        address = Array(before[street...]) + lines[anchor..<end]
        // No line looks like a street: all between the name and the town is the address.
        if street == before.endIndex, names.count >= 2 {
            address = Array(names[1...].suffix(2)) + address
            names = Array(names[..<1])
        }
        if names.isEmpty, let real = Self.realStreet(in: address) {
            names = Array(address[..<real])
            address.removeFirst(real)
        }
        let town = lines[anchor].text
        let isBare = names.isEmpty ? town.count < Self.shortest : town.allSatisfy(\.isPlainDigit)
        if address.count == 1, isBare { address = [] }
        name = Self.name(among: names)
    }

    /// An address whose town has no code, as in Ireland, the Emirates or Hong Kong: a street right beneath a name that
    /// has a heading or a legal form.
    init?(withoutCode lines: [BlockLine], isHeaded: Bool) {
        guard lines.count >= 3, lines[0].isName, isHeaded || LegalForm.isAtEnd(of: lines[0].text),
            lines[1].kind == .street, !lines[1].isApart, [.name, .street, .country].contains(lines[2].kind),
            !lines[2].isApart, !lines[2].hasDigit
        else { return nil }
        let rest = lines[2...].prefix { line in
            [.name, .street, .country].contains(line.kind) && !line.isApart && line.words.labelWords.count <= 4
        }
        address = [lines[1]] + rest.prefix(Self.mostLines - 1)
        name = (lines[0].text, lines[0].tokens)
    }

    private static let mostLines = 4
    /// Letters of a town with its code.
    private static let shortest = 12

    /// `Indirizzo: Via Nazionale 88`, `Cap: 24020 Nazione: IT`: a form's words are no part of the address.
    var text: String {
        address.map { line in
            line.text.split(separator: " ").filter { !$0.hasSuffix(":") || $0.contains(where: \.isFastNumber) }
                .joined(separator: " ").trimmingEnds
        }.joined(separator: ", ")
    }

    // MARK: The town

    /// The town's line, or the country's where the town has no code.
    private static func anchor(_ lines: [BlockLine]) -> Int? {
        // The last of several: `2204 Copper Kettle` looks like a code with its town.
        let end = lines.dropFirst().firstIndex { $0.kind == .contact } ?? lines.count
        if let postal = lines[..<min(end, 8)].lastIndex(where: { $0.kind == .postal }) { return postal }
        if let postal = lines.firstIndex(where: { $0.kind == .postal }) { return postal }
        let isCode = { (line: BlockLine) in (4...6).contains(line.text.count) && line.text.allSatisfy(\.isPlainDigit) }
        if let code = lines.firstIndex(where: isCode), code >= 2 { return code }
        guard let country = lines.firstIndex(where: { $0.kind == .country }), country >= 2,
            lines[..<country].contains(where: { $0.kind == .street })
        else { return nil }
        return country
    }

    /// Behind the last line of the address: what belongs to it may stand beneath the code.
    private static func end(_ lines: [BlockLine], anchor: Int) -> Int {
        var end = anchor + 1
        if end < lines.count, isTown(lines, at: end) { end += 1 }
        if end < lines.count, [.name, .street].contains(lines[end].kind),
            PostalLine.isTownWithState(lines[end].text.spacedWords)
        {
            end += 1
        }
        if end < lines.count, lines[end].kind == .country { end += 1 }
        // Hungarian addresses begin with the town.
        let before = lines[..<anchor].filter { $0.kind != .contact }
        if end < lines.count, lines[end].kind == .street, !lines[end].isApart, before.count <= 2,
            !before.contains(where: { $0.kind == .street })
        {
            end += 1
        }
        return end
    }

    /// `4566 PB` or `Langstrasse 27, 9000`, whose town stands in the next line.
    private static func isTown(_ lines: [BlockLine], at index: Int) -> Bool {
        let (code, town) = (lines[index - 1].text, lines[index])
        guard NameText.isName(town.text) else { return false }
        if town.kind == .name, code.count <= 8, code.count(where: \.isFastLetter) <= 2 { return true }
        guard let last = code.spacedWords.last, PostalCode.isContinental(last), code.hasSuffix(", " + last) else {
            return false
        }
        return !town.isApart && town.text.spacedWords.count <= 3 && !town.hasDigit && town.kind != .contact
    }

    /// Which line is the street where one above it only looks like one: `KUNDE 7` over a line with a word for a street,
    /// `Praxis am Markt` over `Kaiserplatz 9` with a house's number. Nil when the first is as good as any.
    private static func realStreet(in address: [BlockLine]) -> Int? {
        let streets = address.indices.filter { address[$0].kind == .street }
        if streets.count >= 2, !AddressLine.namesStreet(address[streets[0]].text),
            let real = streets.first(where: { AddressLine.namesStreet(address[$0].text) })
        {
            return real
        }
        guard let first = address.first, !first.hasDigit else { return nil }
        return streets.first { $0 > 0 && address[$0].hasDigit }
    }

    // MARK: The name

    /// What stands apart above is another thing, as long as a name is left beneath the gap.
    private static func withoutOthers(_ names: [BlockLine]) -> [BlockLine] {
        guard let gap = names.indices.dropFirst().last(where: { names[$0].isApart && NameText.isName(names[$0].text) })
        else { return names }
        let isLetterhead =
            names[..<gap].contains { LegalForm.isIn($0.text) } && !names[gap...].contains { LegalForm.isIn($0.text) }
        return isLetterhead ? names : Array(names[gap...])
    }

    /// The company's name; a legal form alone in the next line belongs to it.
    static func name(among lines: [BlockLine]) -> (text: String, tokens: Range<Int>)? {
        let candidates = lines.indices.filter { NameText.isName(lines[$0].text) && !LegalForm.isWhole(lines[$0].text) }
        if let first = candidates.first(where: { isParted(lines, $0) }) { return headName(of: Array(lines[first...])) }
        let chosen =
            candidates.first { LegalForm.isIn(lines[$0].text) }
            ?? candidates.first { OrganisationName.isLikely(lines[$0].text) } ?? candidates.first
        return chosen.map { (lines[$0].text, lines[$0].tokens) }
    }

    /// The first line, with the legal form in the next.
    static func headName(of lines: [BlockLine]) -> (text: String, tokens: Range<Int>)? {
        lines.first.map { (isParted(lines, 0) ? $0.text + " " + lines[1].text : $0.text, $0.tokens) }
    }

    private static func isParted(_ lines: [BlockLine], _ index: Int) -> Bool {
        index + 1 < lines.count && !lines[index + 1].isApart && LegalForm.isWhole(lines[index + 1].text)
    }
}
