package import JSON

/// A supplier's accounts in the books: members of its `defaults.metadata`, texts or whole numbers.
package struct SupplierAccounts: Sendable, Equatable {
    package static let expenseKey = "expenseAccount"
    package static let creditorKey = "creditorAccount"

    package let expense: String?
    package let creditor: String?

    package init(expense: String? = nil, creditor: String? = nil) {
        self.expense = expense
        self.creditor = creditor
    }

    /// - Parameter metadata: A JSON object.
    package init(metadata: JSONValue) {
        func account(_ name: String) -> String? { metadata[name].flatMap { $0.string ?? $0.number } }
        self.init(expense: account(Self.expenseKey), creditor: account(Self.creditorKey))
    }
}
