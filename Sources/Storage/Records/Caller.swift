package import Invoices

/// Who calls, as his key says.
package struct Caller: Sendable, Equatable {
    package let account: Account.ID
    package let key: String
    package let scopes: Set<Scope>

    package init(account: Account.ID, key: String, scopes: Set<Scope>) {
        self.account = account
        self.key = key
        self.scopes = scopes
    }

    package func may(_ scope: Scope) -> Bool { scopes.contains(scope) }
}
