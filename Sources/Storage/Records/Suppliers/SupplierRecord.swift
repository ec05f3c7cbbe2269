package import Invoices

/// A supplier as the store holds it.
package struct SupplierRecord: Sendable {
    package let id: Supplier.ID
    package let account: Account.ID
    package internal(set) var draft: SupplierDraft
    /// A person has confirmed one of its documents or entered it; else reading proposed it.
    package let isConfirmed: Bool
    /// Nil unless it was merged into another.
    package let mergedInto: Supplier.ID?
    package let revision: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    /// Those that were merged into it.
    package internal(set) var merged: [Supplier.ID] = []
}
