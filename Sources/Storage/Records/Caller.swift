package import Invoices

/// Who calls, as a key or a session says.
package struct Caller: Sendable, Equatable {
    package let account: Account.ID
    package let principal: Principal
    package let scopes: Set<Scope>

    package init(account: Account.ID, principal: Principal, scopes: Set<Scope>) {
        self.account = account
        self.principal = principal
        self.scopes = scopes
    }

    package func may(_ scope: Scope) -> Bool { scopes.contains(scope) }
}
