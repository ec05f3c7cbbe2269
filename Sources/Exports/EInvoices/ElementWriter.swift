import Foundation
import Invoices

/// Writes the elements of a binding that have values.
struct ElementWriter {
    enum DateFormat {
        /// `20260331`, UN/CEFACT's format 102.
        case basic
        /// `2026-03-31`
        case extended
    }

    /// Where the terms of an element are: of the document or a member of a list, and the group that names begin below.
    private struct Scope {
        let terms: Terms
        var prefix = ""
    }

    private(set) var text = ""
    private let document: Terms
    private let dateFormat: DateFormat

    init(_ document: Terms, dateFormat: DateFormat) {
        self.document = document
        self.dateFormat = dateFormat
    }

    mutating func write(_ element: BoundElement) { _ = write(element, Scope(terms: document), depth: 0) }

    /// Whether anything in it has a value.
    private mutating func write(_ element: BoundElement, _ scope: Scope, depth: Int) -> Bool {
        guard let list = element.list else { return writeOne(element, scope, depth: depth) }
        var hasValue = false
        for member in scope.terms.rows(scope.prefix + list) {
            hasValue = writeOne(element, Scope(terms: member), depth: depth) || hasValue
        }
        return hasValue
    }

    private mutating func writeOne(_ element: BoundElement, _ outer: Scope, depth: Int) -> Bool {
        guard element.conditions.allSatisfy({ (value(of: $0.name, outer) != nil) == $0.isThere }) else { return false }
        var scope = outer
        if let group = element.group { scope.prefix += group + "." }
        let start = text.utf8.count
        let hasValue = writeWhole(element, scope, depth: depth)
        if !hasValue, !element.isAlways, !element.isConstant { text.removeLast(toUTF8: start) }
        return hasValue || element.isAlways
    }

    private mutating func writeWhole(_ element: BoundElement, _ scope: Scope, depth: Int) -> Bool {
        let indent = String(repeating: "  ", count: depth)
        text += "\(indent)<\(element.name)\(attributes(of: element, scope))>"
        if let source = element.value {
            let value = string(source, scope)
            text += Markup.escaped(value ?? "") + "</\(element.name)>\n"
            if case .term = source { return value != nil }
            return false
        }
        text += "\n"
        var hasValue = false
        for child in element.children { hasValue = write(child, scope, depth: depth + 1) || hasValue }
        text += "\(indent)</\(element.name)>\n"
        return hasValue
    }

    private func attributes(of element: BoundElement, _ scope: Scope) -> String {
        var text = ""
        for attribute in element.attributes {
            guard let value = string(attribute.value, scope) else { continue }
            text += " \(attribute.name)=\"\(Markup.escaped(value))\""
        }
        return text
    }

    // MARK: Values

    private func string(_ source: BoundElement.Source, _ scope: Scope) -> String? {
        switch source {
        case .constant(let text): text
        case .term(let name): value(of: name, scope).flatMap(string)
        }
    }

    private func value(of name: BoundElement.Name, _ scope: Scope) -> Field.Value? {
        name.isOfDocument ? document[name.path] : scope.terms[scope.prefix + name.path]
    }

    /// Nil for a blank text.
    private func string(_ value: Field.Value) -> String? {
        switch value {
        case .text(let text): text.allSatisfy(\.isWhitespace) ? nil : text
        // XML Schema's decimals have no exponent.
        case .amount(let amount): amount.decimal.description
        case .flag(let flag): flag ? "true" : "false"
        case .date(let date): dateFormat == .basic ? date.text.replacing("-", with: "") : date.text
        }
    }
}

extension String {
    fileprivate mutating func removeLast(toUTF8 count: Int) {
        removeSubrange(utf8.index(utf8.startIndex, offsetBy: count)...)
    }
}
