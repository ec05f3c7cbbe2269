import Foundation
import Invoices
import Patterns

extension PrintedText {
    /// Makes the text as the template wants it; each byte keeps the word it came from.
    mutating func prepare(_ preparation: TextPreparation, within budget: MatchingBudget) throws(PatternError) {
        if preparation.removesSpaces { try removeSpaces(within: budget) }
        if preparation.removesAccents {
            try spell(within: budget) { character in
                let scalars = String(character).decomposedStringWithCompatibilityMapping.unicodeScalars
                return String(String.UnicodeScalarView(scalars.filter { !(0x300...0x362).contains($0.value) }))
            }
        }
        if preparation.lowercases { try spell(within: budget) { $0.lowercased() } }
        for replacement in preparation.replacements { try replace(replacement, within: budget) }
    }

    private mutating func removeSpaces(within budget: MatchingBudget) throws(PatternError) {
        try budget.checkTime()
        var new = PrintedBytes()
        var start = 0
        while start < content.count {
            let end = content.bytes[start...].firstIndex(of: UInt8(ascii: " ")) ?? content.count
            try new.append(start..<end, from: content, within: budget)
            start = end + 1
        }
        replace(by: new, within: budget)
    }

    /// Spells each character anew.
    private mutating func spell(
        within budget: MatchingBudget, _ spelling: (Character) -> String
    ) throws(PatternError) {
        let size = content.count
        try budget.spend(bytes: size)
        defer { budget.giveBack(bytes: size) }
        var new = PrintedBytes()
        var place = 0
        var charactersToNextLook = 0
        for character in text {
            if charactersToNextLook == 0 {
                try budget.checkTime()
                charactersToNextLook = 1000
            }
            charactersToNextLook -= 1
            try new.append(spelling(character).utf8, of: content.owners[place], within: budget)
            place += character.utf8.count
        }
        replace(by: new, within: budget)
    }

    private mutating func replace(
        _ replacement: TextPreparation.Replacement, within budget: MatchingBudget
    ) throws(PatternError) {
        let pattern = try Pattern(replacement.pattern, within: budget)
        let parts = ReplacementPart.parts(of: replacement.with, pattern)
        var new = PrintedBytes()
        var place = 0
        while place < content.count, let match = try pattern.firstMatch(inUTF8: content.bytes, from: place) {
            // A look behind may put the match before where the search began.
            let start = max(place, match.whole.lowerBound)
            try new.append(place..<start, from: content, within: budget)
            try append(parts, match, to: &new, within: budget)
            place = max(start, match.whole.upperBound)
            guard match.whole.isEmpty || place == start else { continue }
            // An empty match: on to the next character, or it would be found again.
            var next = place + 1
            while next < content.count, content.bytes[next] & 0xC0 == 0x80 { next += 1 }
            next = min(next, content.count)
            if place < next { try new.append(place..<next, from: content, within: budget) }
            place = next
        }
        if place < content.count { try new.append(place..<content.count, from: content, within: budget) }
        replace(by: new, within: budget)
    }

    /// What stands in place of a match belongs to the first word that it matched.
    private func append(
        _ parts: [ReplacementPart], _ match: PatternMatch, to new: inout PrintedBytes, within budget: MatchingBudget
    ) throws(PatternError) {
        let owner = content.owners[match.whole].first { $0 != PrintedBytes.nobody } ?? PrintedBytes.nobody
        for part in parts {
            switch part {
            case .text(let bytes): try new.append(bytes, of: owner, within: budget)
            case .group(let number):
                guard match.groups.indices.contains(number), let group = match.groups[number] else { continue }
                try new.append(content.bytes[group], of: owner, within: budget)
            }
        }
    }
}

/// A piece of what a replacement puts in place of a match.
private enum ReplacementPart {
    case text([UInt8])
    /// What the group of that number matched.
    case group(Int)

    /// `\1` and `\g<name>` stand for groups, `\n`, `\t` and `\\` for one character.
    static func parts(of template: String, _ pattern: Pattern) -> [ReplacementPart] {
        var parts: [ReplacementPart] = []
        var rest = template[...]
        for found in template.matches(of: /\\(?:(\d)|g<(\w+)>|(n)|(t)|(\\))/) {
            parts.append(.text(Array(template[rest.startIndex..<found.range.lowerBound].utf8)))
            rest = template[found.range.upperBound...]
            if let digit = found.1, let number = Int(digit) {
                parts.append(.group(number))
            } else if let name = found.2 {
                let number = Int(name) ?? pattern.names.first { $0.name == name }?.number
                if let number { parts.append(.group(number)) }
            } else {
                parts.append(.text(Array((found.3 != nil ? "\n" : found.4 != nil ? "\t" : "\\").utf8)))
            }
        }
        return parts + [.text(Array(rest.utf8))]
    }
}
