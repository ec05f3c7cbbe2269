import Invoices

/// One rule of EN 16931-1 and what is said when an invoice breaks it.
struct BusinessRule: Sendable {
    /// `BR-CO-10`
    let name: String
    let code: Finding.Code
    /// The faults of an invoice: the field each is about, and a sentence.
    let faults: @Sendable (TermValues) -> [(field: String, message: String)]

    /// A rule about the document: `isKept` says whether it holds.
    static func document(
        _ name: String, _ code: Finding.Code, _ field: String, _ message: String,
        _ isKept: @escaping @Sendable (TermValues) -> Bool
    ) -> BusinessRule {
        BusinessRule(name: name, code: code) { isKept($0) ? [] : [(field, message)] }
    }

    /// A term that the document must have.
    static func term(_ name: String, _ field: String, _ what: String) -> BusinessRule {
        document(name, .missing, field, "\(what) is missing.") { $0.document.has(field) }
    }

    /// A rule about each member of a list.
    static func each(
        _ name: String, _ code: Finding.Code, in list: String, _ column: String, _ message: String,
        _ isKept: @escaping @Sendable (TermValues.Row) -> Bool
    ) -> BusinessRule {
        BusinessRule(name: name, code: code) { values in
            values.rows(list).enumerated().lazy.filter { !isKept($1) }.prefix(mostFaults).map { index, _ in
                ("\(list)[\(index)].\(column)", "\(message) (\(index + 1))")
            }
        }
    }

    /// A rule about each member of the lists that lines have, e.g. of `lineItems[3].attributes`.
    static func eachOfLines(
        _ name: String, _ code: Finding.Code, in list: String, _ column: String, _ message: String,
        _ isKept: @escaping @Sendable (TermValues.Row) -> Bool
    ) -> BusinessRule {
        BusinessRule(name: name, code: code) { values in
            let faults = values.linesHave(list) ? values.lines.indices.lazy : (0..<0).lazy
            return Array(
                faults.flatMap { line in
                    values.rows("lineItems[\(line)].\(list)").enumerated().filter { !isKept($1) }.map { index, _ in
                        ("lineItems[\(line)].\(list)[\(index)].\(column)", "\(message) (line \(line + 1))")
                    }
                }.prefix(mostFaults))
        }
    }

    /// Of one rule; a list of ten thousand lines may break it in each of them.
    static let mostFaults = 10
}

/// Judges an e-invoice by the rules of EN 16931-1.
enum BusinessRules {
    /// An invoice that does not say that it follows EN 16931 need not have its terms, but its sums must be right.
    static func findings(
        _ values: TermValues, _ syntax: ElectronicInvoice.Syntax, profile: String
    ) -> [Finding] {
        rules(syntax, profile).flatMap { rule in
            rule.faults(values).map { field, message in
                Finding(
                    field: field, severity: rule.code.severity, message: message, code: rule.code,
                    rule: rule.name)
            }
        }
    }
}

extension BusinessRules {
    private static func rules(_ syntax: ElectronicInvoice.Syntax, _ profile: String) -> [BusinessRule] {
        switch syntax {
        case .cii, .ubl:
            SumRules.all
                + (profile.contains("en16931") ? ofTheStandard : [])
        case .fatturapa, .facturae, .ksef: SumRules.taxesAlone
        }
    }
}

extension BusinessRules {
    private static let ofTheStandard =
        PresenceRules.all + AllowanceRules.all + IdentifierRules.all + ConditionRules.all + CategoryRules.all
        + CodeRules.all
}

extension Finding.Code {
    /// What is missing can be asked for; what contradicts itself must not be posted. A line's product is no rule of the
    /// standard's, and its own examples break it.
    fileprivate var severity: Finding.Severity {
        switch self {
        case .missing, .codeList, .lineProduct, .valueOutOfRange: .warning
        default: .error
        }
    }
}
