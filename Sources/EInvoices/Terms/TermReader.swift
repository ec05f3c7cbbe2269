import Invoices

/// Reads the terms of an e-invoice by a syntax's table.
struct TermReader {
    private let currency: String?
    private let taxCurrency: String?
    private(set) var fields = InvoiceFields()

    init(_ root: XMLNode, _ syntax: ElectronicInvoice.Syntax) {
        let table = TermTable.of(syntax)
        currency = Self.text(of: "invoice.amounts.currency", table, root)
        taxCurrency = Self.text(of: "invoice.amounts.taxCurrency", table, root)
        read(table.root, of: root, prefix: "")
        fields.completePayment()
    }

    /// Of a term below one of the outermost groups; its paths have no conditions.
    private static func text(of name: String, _ table: TermTable, _ root: XMLNode) -> String? {
        for group in table.root.groups {
            for term in group.terms where joined(group.name, term.name) == name {
                let steps = (group.paths[0].steps + term.paths[0].steps).map(\.names)
                return root.all(steps).first?.text
            }
        }
        return nil
    }

    // MARK: Groups

    private mutating func read(_ group: TermGroup, of node: XMLNode, prefix: String) {
        var base: (price: String?, isKnown: Bool) = (nil, false)
        for term in group.terms {
            guard !fields.isOverfull else { return }
            if term.kind == .price, !base.isKnown { base = (baseQuantity(group, node), true) }
            read(term, of: node, name: Self.joined(prefix, term.name), base: base.price)
        }
        for inner in group.groups { readAll(inner, of: node, prefix: prefix) }
    }

    private mutating func readAll(_ group: TermGroup, of node: XMLNode, prefix: String) {
        let found = nodes(group.paths, of: node)
        let name = Self.joined(prefix, group.name)
        guard group.isRepeated else {
            if let first = found.first { read(group, of: first, prefix: name) }
            if group.name == "addressParts" { fields.addAddress(prefix) }
            return
        }
        for member in found where !fields.isOverfull {
            let place = "\(name)[\(fields.count(of: name))]"
            let before = fields.size
            read(group, of: member, prefix: place)
            if fields.size > before { fields.take(name) }
        }
    }

    private func baseQuantity(_ group: TermGroup, _ node: XMLNode) -> String? {
        group.terms.first { $0.name == "baseQuantity" }.flatMap { text($0.paths, of: node) }
    }

    private static func joined(_ prefix: String, _ name: String) -> String {
        prefix.isEmpty || name.isEmpty ? prefix + name : prefix + "." + name
    }

    // MARK: Terms

    private mutating func read(_ term: Term, of node: XMLNode, name: String, base: String?) {
        switch term.kind {
        case .text: fields.add(name, text: text(term.paths, of: node))
        case .date: fields.add(name, date: text(term.paths, of: node))
        case .amount: fields.add(name, amount: text(term.paths, of: node))
        case .price: fields.add(name, price: text(term.paths, of: node), per: base)
        case .flag: fields.add(name, flag: text(term.paths, of: node))
        case .timeCode: fields.add(name, text: text(term.paths, of: node).map { Self.timeCodes[$0] ?? $0 })
        case .yes: fields.add(name, flag: "true")
        case .note: fields.add(name, text: note(term.paths, of: node))
        case .words: fields.add(name, text: parts(term.paths, of: node)?.joined(separator: " "))
        case .joined: fields.add(name, text: parts(term.paths, of: node)?.joined())
        case .difference: fields.add(name, difference: parts(term.paths, of: node) ?? [])
        case .sum: fields.add(name, sum: texts(term.paths, of: node))
        case .identifier: fields.add(name, compact: identifier(term.paths, of: node))
        case .vat:
            let said = text(Array(term.paths.prefix(1)), of: node)
            fields.add(name, compact: said ?? identifier(Array(term.paths.dropFirst()), of: node))
        case .iban: fields.add(name, compact: text(term.paths, of: node).flatMap { Self.isIBAN($0) ? $0 : nil })
        case .account: fields.add(name, text: text(term.paths, of: node).flatMap { Self.isIBAN($0) ? nil : $0 })
        }
    }

    /// Of the first path that leads to something: what its last names say, in their order.
    private func parts(_ paths: [TermPath], of node: XMLNode) -> [String]? {
        for path in paths {
            let found = nodes([path], of: node)
            let names = path.steps.last?.names ?? []
            let parts = names.compactMap { name in found.first { $0.name == name } }.compactMap(\.text)
            if !parts.isEmpty { return parts }
        }
        return nil
    }

    /// Of UNTDID 2475, which CII uses for BT-8, those of UNTDID 2005 that EN 16931 has.
    private static let timeCodes = ["5": "3", "29": "35", "72": "432"]

    /// BT-21 of CII.
    private static let subject = [TermPath("SubjectCode")]

    private func note(_ paths: [TermPath], of node: XMLNode) -> String? {
        let subject = text(Self.subject, of: node).map { "#\($0)#" } ?? ""
        return text(paths, of: node).map { subject + $0 }
    }

    /// An IBAN begins with a country's two letters (ISO 13616), other accounts with digits.
    private static func isIBAN(_ text: String) -> Bool {
        let head = text.uppercased().utf8.prefix(2)
        return head.count == 2 && head.allSatisfy { (0x41...0x5A).contains($0) }
    }

    private func identifier(_ paths: [TermPath], of node: XMLNode) -> String? {
        text(paths, of: node).flatMap { Self.hasDigit($0) ? $0 : nil }
    }

    private static func hasDigit(_ text: String) -> Bool { text.utf8.contains { (0x30...0x39).contains($0) } }

    // MARK: Places

    private func text(_ paths: [TermPath], of node: XMLNode) -> String? {
        for path in paths {
            if let constant = path.constant {
                if matches(node, constant.conditions) { return constant.value }
            } else if let text = text(path, path.steps[...], of: node) {
                return text
            }
        }
        return nil
    }

    /// The first text at the end of the remaining steps; makes no list of what is on the way, since a file may have ten
    /// thousand lines of fifty terms each.
    private func text(
        _ path: TermPath, _ steps: ArraySlice<TermPath.Step>, of node: XMLNode
    ) -> String? {
        guard let step = steps.first else { return Self.text(of: node, path) }
        if step.isSelf {
            return matches(node, step.conditions) ? text(path, steps.dropFirst(), of: node) : nil
        }
        for child in node.children where step.names.contains(child.name) {
            if !step.conditions.isEmpty, !matches(child, step.conditions) { continue }
            if let text = text(path, steps.dropFirst(), of: child) { return text }
        }
        return nil
    }

    private func texts(_ paths: [TermPath], of node: XMLNode) -> [String] {
        nodes(paths, of: node).compactMap(\.text)
    }

    /// Of the first path that leads to something.
    private func nodes(_ paths: [TermPath], of node: XMLNode) -> [XMLNode] {
        for path in paths {
            var found = [node]
            for step in path.steps {
                if !step.isSelf { found = found.flatMap { $0.children.filter { step.names.contains($0.name) } } }
                if !step.conditions.isEmpty { found = found.filter { matches($0, step.conditions) } }
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    private func matches(_ node: XMLNode, _ conditions: [TermPath.Condition]) -> Bool {
        conditions.allSatisfy { condition in
            let found = nodes([condition.path], of: node)
            let values = found.compactMap {
                Self.text(of: $0, condition.path) ?? (condition.path.attribute == nil ? "" : nil)
            }
            return switch condition.test {
            case .exists: !values.isEmpty
            case .isMissing: values.isEmpty
            case .isPositive: values.contains { Amount(literal: $0).map { $0 > Amount(0) } ?? false }
            case .equals(let wanted): value(wanted).map { values.contains($0) } ?? false
            case .differs(let wanted): value(wanted).map { !values.contains($0) } ?? true
            }
        }
    }

    private static func text(of node: XMLNode, _ path: TermPath) -> String? {
        let text: String? =
            if let attribute = path.attribute { node.attributes[attribute].flatMap { $0.isEmpty ? nil : $0 } } else {
                node.text
            }
        return path.codes.isEmpty ? text : text.flatMap { path.codes[$0] }
    }

    private func value(_ text: String) -> String? {
        switch text {
        case "$currency": currency
        case "$taxCurrency": taxCurrency
        default: text
        }
    }
}
