import Foundation
import Patterns

extension PrintedText {
    /// The text as the template wants it; each byte keeps the word it came from.
    func prepared(_ preparation: TextPreparation, within time: MatchingTime) throws(PatternError) -> PrintedText {
        var text = self
        if preparation.removesSpaces { text.keep { $0 != UInt8(ascii: " ") } }
        if preparation.removesAccents {
            text.spell { character in
                let scalars = String(character).decomposedStringWithCompatibilityMapping.unicodeScalars
                return String(String.UnicodeScalarView(scalars.filter { !(0x300...0x362).contains($0.value) }))
            }
        }
        if preparation.lowercases { text.spell { $0.lowercased() } }
        for replacement in preparation.replacements { try text.replace(replacement, within: time) }
        return text
    }

    private mutating func keep(_ isKept: (UInt8) -> Bool) {
        let kept = bytes.indices.filter { isKept(bytes[$0]) }
        replace(bytes: kept.map { bytes[$0] }, owners: kept.map { owners[$0] })
    }

    /// Spells each character anew.
    private mutating func spell(_ spelling: (Character) -> String) {
        var (newBytes, newOwners): ([UInt8], [Int32]) = ([], [])
        var place = 0
        for character in text {
            let spelt = Array(spelling(character).utf8)
            newBytes += spelt
            newOwners += repeatElement(owners[place], count: spelt.count)
            place += character.utf8.count
        }
        replace(bytes: newBytes, owners: newOwners)
    }

    /// Bytes; replacement after replacement could make any text of one letter.
    private static let longest = 8 << 20

    private mutating func replace(
        _ replacement: TextPreparation.Replacement, within time: MatchingTime
    ) throws(PatternError) {
        let pattern = try Pattern(replacement.pattern, within: time)
        var (newBytes, newOwners): ([UInt8], [Int32]) = ([], [])
        var place = 0
        while place < bytes.count, let match = try pattern.firstMatch(inUTF8: bytes, from: place) {
            guard newBytes.count < Self.longest else { throw .gaveUp }
            let end = max(match.whole.upperBound, match.whole.lowerBound)
            newBytes += bytes[place..<match.whole.lowerBound]
            newOwners += owners[place..<match.whole.lowerBound]
            let inserted = Array(Self.expand(replacement.with, match, pattern, self).utf8)
            newBytes += inserted
            let owner = owners[match.whole].first { $0 != Self.nobody } ?? Self.nobody
            newOwners += repeatElement(owner, count: inserted.count)
            guard end == match.whole.lowerBound else {
                place = end
                continue
            }
            // An empty match: on to the next character, or it would be found again.
            var next = end + 1
            while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
            newBytes += bytes[end..<min(next, bytes.count)]
            newOwners += owners[end..<min(next, bytes.count)]
            place = next
        }
        if place < bytes.count {
            newBytes += bytes[place...]
            newOwners += owners[place...]
        }
        replace(bytes: newBytes, owners: newOwners)
    }

    /// `\1` and `\g<name>` become what their groups matched.
    private static func expand(
        _ template: String, _ match: PatternMatch, _ pattern: Pattern, _ text: PrintedText
    ) -> String {
        func group(_ number: Int) -> String {
            match.groups.indices.contains(number) ? match.groups[number].map(text.string) ?? "" : ""
        }
        guard template.contains("\\") else { return template }
        return template.replacing(/\\(?:(\d)|g<(\w+)>|(n)|(t)|(\\))/) { found in
            if let digit = found.1, let number = Int(digit) { return group(number) }
            if let name = found.2 {
                return group(Int(name) ?? pattern.names.first { $0.name == name }?.number ?? Int.max)
            }
            return found.3 != nil ? "\n" : found.4 != nil ? "\t" : "\\"
        }
    }
}
