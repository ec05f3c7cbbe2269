import Invoices

/// The terms of one syntax, read from its `.terms` file.
struct TermTable: Sendable {
    let root: TermGroup

    static let cii = TermTable(PackageResources.cii_terms)
    static let ubl = TermTable(PackageResources.ubl_terms)
    static let fatturapa = TermTable(PackageResources.fatturapa_terms)
    static let facturae = TermTable(PackageResources.facturae_terms)
    static let ksef = TermTable(PackageResources.ksef_terms)

    static func of(_ syntax: ElectronicInvoice.Syntax) -> TermTable {
        switch syntax {
        case .cii: cii
        case .ubl: ubl
        case .fatturapa: fatturapa
        case .facturae: facturae
        case .ksef: ksef
        }
    }

    /// Two spaces begin a group's members. A line that is none is left out; a test reads every line.
    init(_ file: [UInt8]) {
        var lines = String(decoding: file, as: UTF8.self).split(separator: "\n").compactMap(Line.init)[...]
        root = Self.group(TermGroup(name: "", isRepeated: false, paths: []), depth: 0, &lines)
    }

    private static func group(_ head: TermGroup, depth: Int, _ lines: inout ArraySlice<Line>) -> TermGroup {
        var group = head
        while let line = lines.first, line.depth >= depth {
            lines.removeFirst()
            if line.isGroup {
                let name = line.name.hasSuffix("[]") ? String(line.name.dropLast(2)) : line.name
                let head = TermGroup(name: name, isRepeated: name != line.name, paths: line.paths)
                group.groups.append(self.group(head, depth: depth + 1, &lines))
            } else if let kind = Term.Kind(rawValue: line.kind) {
                let name = line.name == "-" ? "" : line.name
                group.terms.append(Term(number: line.number, name: name, kind: kind, paths: line.paths))
            }
        }
        return group
    }

    /// One line of the file.
    private struct Line {
        let depth: Int
        let number: String
        let name: String
        let kind: String
        let paths: [TermPath]

        var isGroup: Bool { number.hasPrefix("BG-") }

        init?(_ text: Substring) {
            let parts = text.split(separator: " ", maxSplits: 3)
            guard parts.count == 4, parts[0] != "#" else { return nil }
            depth = text.prefix { $0 == " " }.count / 2
            (number, name, kind) = (String(parts[0]), String(parts[1]), String(parts[2]))
            paths = parts[3].split(separator: " || ").map { TermPath($0) }
        }
    }
}
