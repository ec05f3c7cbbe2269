import Invoices

/// A document with what a person confirmed of it.
struct ReviewedDocument {
    let document: PrintedDocument
    /// The line items among them, too.
    let confirmed: [Field]
    /// Fields that the document does not have.
    let absent: Set<String>
    /// What the reader finds without memory.
    let free: [Field]

    /// The fields that memory learns, with their values; nil for a field that the document does not have.
    var values: [(name: String, kind: FieldKind, value: Field.Value?)] {
        let names = Set(confirmed.map(\.name)).union(absent)
        return names.sorted().compactMap { name in
            guard !FieldNames.isInTable(name), let field = InvoiceField.named(name), Self.isLearnt(field) else {
                return nil
            }
            return (name, field.kind, confirmed.first { $0.name == name }?.value)
        }
    }

    func freeValue(_ name: String) -> Field.Value? { free.first { $0.name == name }?.value }

    /// Whether the reader finds this without memory; nil for no value.
    func isFree(_ value: Field.Value?, _ name: String) -> Bool {
        guard let found = freeValue(name), let value else { return freeValue(name) == nil && value == nil }
        return MemoryWords.isSame(found, value)
    }

    /// Codes that stand for words, and the parts of an address, are told from others.
    private static func isLearnt(_ field: InvoiceField) -> Bool {
        let told: Set<String> = ["invoice.kind", "invoice.typeCode", "invoice.payment.meansCode"]
        return field.kind != .flag && !told.contains(field.name) && !field.name.contains(".addressParts.")
    }

    /// The words that are values of this document, and so no part of its look.
    var valueTokens: Set<Int> {
        var words: Set<String> = []
        for field in confirmed where !ConstantMemory.names.contains(field.name) {
            guard let text = field.value.text else { continue }
            words.formUnion(MemoryWords.words(text))
        }
        return Set(
            document.layout.tokens.indices.filter { index in
                let own = document.words[index]
                return !own.isEmpty && own.allSatisfy(words.contains)
            })
    }
}
