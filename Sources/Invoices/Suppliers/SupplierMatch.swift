/// Which supplier a document belongs to, and what says so.
package struct SupplierMatch: Sendable, Equatable {
    /// The one that a confirmed proof names; nil if none does.
    package var supplier: Supplier.ID?
    /// The one that it probably is, though nobody has confirmed what says so; nil if `supplier` is known.
    package var proposed: Supplier.ID?
    /// The kinds of proofs that the document and the supplier share, the strongest first.
    package var evidence: [SupplierProof.Kind] = []

    package static let none = SupplierMatch()

    package init(
        supplier: Supplier.ID? = nil, proposed: Supplier.ID? = nil, evidence: [SupplierProof.Kind] = []
    ) {
        self.supplier = supplier
        self.proposed = proposed
        self.evidence = evidence
    }
}

/// As a number with a bit for each kind.
extension Sequence<SupplierProof.Kind> {
    package var bits: Int { reduce(0) { $0 | $1.bit } }
}

extension SupplierProof.Kind {
    package var bit: Int { 1 << (Self.allCases.firstIndex(of: self) ?? 0) }

    /// The strongest first.
    package static func kinds(in bits: Int) -> [SupplierProof.Kind] {
        bits == 0 ? [] : allCases.filter { bits & $0.bit != 0 }
    }
}
