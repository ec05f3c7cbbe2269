import FieldExtraction
package import Invoices

/// What may be said of a supplier.
package struct SupplierDraft: Sendable, Equatable {
    package struct Proof: Sendable, Equatable {
        package let proof: SupplierProof
        package let isConfirmed: Bool

        package init(_ proof: SupplierProof, isConfirmed: Bool) {
            self.proof = proof
            self.isConfirmed = isConfirmed
        }

        /// What a person enters; nil for a text that cannot be a proof of that kind, such as an IBAN with a typing error.
        package init?(entered text: String, _ kind: SupplierProof.Kind, isConfirmed: Bool = true) {
            guard kind != .iban || BankNumberCheck.isIBAN(text), let proof = SupplierProof(kind, text) else {
                return nil
            }
            self.init(proof, isConfirmed: isConfirmed)
        }
    }

    package var name: String
    package var tradingNames: [String]
    /// The account's own id of it, e.g. that of its ERP; unique.
    package var externalID: String?
    /// ISO 4217
    package var currency: String?
    package var dueDays: Int?
    /// One JSON object, kept byte for byte.
    package var metadata: [UInt8]?
    /// Of the kinds in `editableKinds`, and in records of the others, too.
    package var proofs: [Proof] = []

    /// Those that a person enters; the others come from names and places.
    package static let editableKinds: [SupplierProof.Kind] = [
        .vatNumber, .taxNumber, .registrationNumber, .iban, .domain,
    ]

    package init(
        name: String, tradingNames: [String] = [], externalID: String? = nil, currency: String? = nil,
        dueDays: Int? = nil, metadata: [UInt8]? = nil, proofs: [Proof] = []
    ) {
        self.name = name
        self.tradingNames = tradingNames
        self.externalID = externalID
        self.currency = currency
        self.dueDays = dueDays
        self.metadata = metadata
        self.proofs = proofs
    }

    /// What its names propose it by.
    var nameProofs: [SupplierProof] {
        var seen: Set<SupplierProof> = []
        return ([name] + tradingNames).compactMap { SupplierProof(.name, $0) }.filter { seen.insert($0).inserted }
    }
}
