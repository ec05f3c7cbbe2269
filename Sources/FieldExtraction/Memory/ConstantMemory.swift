import Invoices

/// A value that a supplier prints on all its documents, as people confirmed it.
struct ConstantMemory: Sendable, Equatable {
    struct Value: Sendable, Equatable {
        let text: String
        var record = MemoryRecord()
        /// Documents that show the value as text: a name may be in a picture alone.
        var shown = 0
    }

    /// The one that most documents had first.
    var values: [Value] = []

    /// What one document said against what was certain; empty for no value. It is believed once another says the same.
    var trial: String?

    private static let most = 4

    /// Whether the document before said the same against what was certain.
    func isOnTrial(_ value: String?) -> Bool {
        guard let trial else { return false }
        return value.map { MemoryWords.isSame(.text(trial), .text($0)) } ?? trial.isEmpty
    }

    func has(_ value: Field.Value) -> Bool { values.contains { MemoryWords.isSame(.text($0.text), value) } }

    /// The fields that are one value for all documents of a supplier.
    static let names = Set(
        InvoiceField.header.filter { field in
            field.name.hasPrefix("invoice.supplier.") || [.currency, .iban, .bic].contains(field.kind)
                || ["accountName", "accountNumber", "bankCode", "creditorId"].contains {
                    field.name == "invoice.payment." + $0
                }
        }.map(\.name))

    /// Counts one document's value; nil if the document does not have it.
    mutating func judge(_ value: String?, isShown: (String) -> Bool) {
        for index in values.indices {
            values[index].record.add(value.map { MemoryWords.isSame(.text(values[index].text), .text($0)) } ?? false)
        }
        guard let value else { return }
        let known = values.firstIndex { MemoryWords.isSame(.text($0.text), .text(value)) }
        if known == nil { values.append(Value(text: value, record: MemoryRecord(hits: 1))) }
        if isShown(value) { values[known ?? values.count - 1].shown += 1 }
        let ordered = values.enumerated().sorted {
            ($0.element.record.weight, $0.offset) > ($1.element.record.weight, $1.offset)
        }
        values = ordered.prefix(Self.most).map(\.element)
    }
}

extension PrintedDocument {
    /// Words of a name or an address that a document must show.
    private static let shareShown = 0.6

    /// Whether the document shows a supplier's value, or enough of it.
    func shows(_ text: String, _ kind: FieldKind) -> Bool {
        let wanted = MemoryWords.squeezed(text)
        guard !wanted.isEmpty else { return false }
        if kind == .currency || squeezed.contains(wanted) { return true }
        // Many print their VAT number without the country.
        if kind == .vatNumber, wanted.prefix(2).allSatisfy(\.isFastLetter) {
            return wanted.utf8.count > 7 && squeezed.contains(wanted.dropFirst(2))
        }
        guard kind == .text else { return false }
        let words = MemoryWords.words(text)
        return Double(words.count(where: wordSet.contains)) >= Self.shareShown * Double(words.count)
    }
}
