import Invoices
import JSON
import Storage

/// A supplier as the contract writes it.
enum SupplierJSON {
    static let responseOnly: Set<String> = [
        "_id", "isConfirmed", "mergedInto", "merged", "memory", "statistics", "createdAt", "updatedAt",
    ]

    /// The lists of proofs. A tax number is a VAT number if it begins with a country's letters and its kind is not given.
    private static let lists: [(name: StaticString, kinds: [SupplierProof.Kind])] = [
        ("taxIds", [.vatNumber, .taxNumber]), ("registrationNumbers", [.registrationNumber]), ("ibans", [.iban]),
        ("domains", [.domain]),
    ]

    private static let mostProofs = 100

    /// Throws all faults together.
    static func draft(_ form: Form) throws -> SupplierDraft {
        let name = form.required("name") { form.label($0, in: 1...255) }
        let tradingNames = form.texts("tradingNames", atMost: 50, in: 1...255) ?? []
        let externalID = form.label("externalId", in: 1...100)
        let proofs = lists.flatMap { self.proofs(form, "\($0.name)", $0.kinds) }
        let defaults = form.object("defaults").map(defaults)
        form.close(ignoring: responseOnly)
        try form.check()
        guard let name else { throw APIError.internalError }
        return SupplierDraft(
            name: name, tradingNames: tradingNames, externalID: externalID, currency: defaults?.currency,
            dueDays: defaults?.dueDays, metadata: defaults?.metadata, proofs: proofs)
    }

    private static func defaults(_ form: Form) -> (currency: String?, dueDays: Int?, metadata: [UInt8]?) {
        let currency = form.text("currency", in: 3...3)
        if let currency, !currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            form.note("currency", "format", "currency must be a code of ISO 4217, such as EUR.")
        }
        let dueDays = form.whole("dueDays", in: 0...3650)
        let metadata = form.raw("metadata", atMost: 16 << 10)
        form.close()
        return (currency, dueDays, metadata)
    }

    /// What an administrator enters is confirmed, unless it says otherwise.
    private static func proofs(_ form: Form, _ name: String, _ kinds: [SupplierProof.Kind]) -> [SupplierDraft.Proof] {
        (form.objects(name, atMost: mostProofs) ?? []).compactMap { element in
            let text = element.required("value") { element.label($0, in: 1...255) }
            let given = element.choice("kind", SupplierProof.Kind.self)
            let isConfirmed = element.flag("isConfirmed") ?? true
            element.close()
            if let given, !kinds.contains(given) {
                element.note("kind", "not_allowed", "kind must be \(kinds.map(\.rawValue).joined(separator: " or ")).")
                return nil
            }
            guard let text else { return nil }
            let kind = given ?? kind(of: text, among: kinds)
            return SupplierDraft.Proof(entered: text, kind, isConfirmed: isConfirmed)
                ?? element.fault("value", "format", fault(kind, text))
        }
    }

    private static func kind(of text: String, among kinds: [SupplierProof.Kind]) -> SupplierProof.Kind {
        let letters = text.filter { $0 != " " }.prefix(2)
        return kinds.first { $0 != .vatNumber || letters.allSatisfy(\.isLetter) } ?? kinds[0]
    }

    private static func fault(_ kind: SupplierProof.Kind, _ text: String) -> String {
        kind == .iban
            ? "\(text.prefix(64)) is not an IBAN: its length or check digits are wrong."
            : "\(text.prefix(64)) cannot tell who a supplier is."
    }

    // MARK: Writing

    static func write(_ supplier: SupplierRecord, into json: inout JSONWriter) {
        let draft = supplier.draft
        json.member("_id", supplier.id)
        json.member("name", draft.name)
        json.member("tradingNames", strings: draft.tradingNames)
        json.member("externalId", draft.externalID)
        json.member("isConfirmed", supplier.isConfirmed)
        for list in lists {
            let proofs = draft.proofs.filter { list.kinds.contains($0.proof.kind) }
            json.member(list.name, array: proofs) { json, proof in
                json.object { json in
                    json.member("value", proof.proof.value)
                    if list.kinds.count > 1 { json.member("kind", proof.proof.kind.rawValue) }
                    json.member("isConfirmed", proof.isConfirmed)
                }
            }
        }
        json.member("defaults") { json in
            json.member("currency", draft.currency)
            json.member("dueDays", draft.dueDays)
            json.member("metadata", raw: draft.metadata)
        }
        json.member("mergedInto", supplier.mergedInto)
        json.member("merged", strings: supplier.merged.map(\.text))
        json.member("createdAt", supplier.createdAt)
        json.member("updatedAt", supplier.updatedAt)
    }
}
