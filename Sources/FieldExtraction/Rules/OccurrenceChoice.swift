import Foundation
import Invoices

/// Chooses among the fields that a rule's matches make, one after the other, and keeps no more than it needs.
struct OccurrenceChoice {
    /// What is chosen so far.
    private(set) var field: Field?
    private let occurrence: FieldRule.Occurrence
    private var sum = Decimal(0)

    init(_ occurrence: FieldRule.Occurrence) { self.occurrence = occurrence }

    /// Whether no further field can change the choice.
    var isMade: Bool { occurrence == .first && field != nil }

    /// What it takes of a budget.
    var size: Int { field?.size ?? 0 }

    mutating func add(_ new: Field) {
        switch occurrence {
        case .first: field = field ?? new
        case .last: field = new
        case .least: if field.map({ Self.isLess(new, $0) }) ?? true { field = new }
        case .greatest: if field.map({ Self.isLess($0, new) }) ?? true { field = new }
        case .sum: addUp(new)
        }
    }

    private mutating func addUp(_ new: Field) {
        sum += new.value.amount?.decimal ?? 0
        let least = min(field?.confidence ?? 1, new.confidence)
        if field == nil {
            field = new
        } else {
            field?.value = .amount(Amount(sum))
            field?.rawText += " + " + new.rawText
        }
        field?.confidence = least
    }

    /// By amount or by date; texts have no order here.
    private static func isLess(_ one: Field, _ other: Field) -> Bool {
        if let one = one.value.amount, let other = other.value.amount { return one < other }
        if let one = one.value.date, let other = other.value.date { return one < other }
        return false
    }
}
