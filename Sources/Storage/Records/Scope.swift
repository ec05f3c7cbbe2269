/// What a caller may do (docs/contract.md section 1).
package enum Scope: String, Sendable, CaseIterable {
    case jobsRead = "jobs:read"
    case jobsWrite = "jobs:write"
    case templatesWrite = "templates:write"
    case suppliersRead = "suppliers:read"
    case suppliersWrite = "suppliers:write"
    case webhooksRead = "webhooks:read"
    case webhooksWrite = "webhooks:write"
    /// The account's users, keys and settings.
    case admin
    /// For operators: the figures of all accounts. A key has it only if it was named.
    case metricsRead = "metrics:read"

    /// All that concern one account: those of a new key without a list.
    package static let ofAccount = Set(allCases).subtracting([.metricsRead])

    /// Those of a key that is stored without a list. Only keys are that were made before there were `suppliers:read`,
    /// `suppliers:write` and `admin`: they never get these.
    static let withoutList: Set<Scope> = [.jobsRead, .jobsWrite, .templatesWrite, .webhooksRead, .webhooksWrite]

    /// The stored form: names separated by spaces. Leaves out names that this program does not know, since a newer one
    /// beside it may have stored them; they allow nothing here.
    static func read(_ stored: String?) -> Set<Scope> {
        guard let stored else { return withoutList }
        return Set(stored.split(separator: " ").compactMap { Scope(rawValue: String($0)) })
    }

    static func write(_ scopes: Set<Scope>) -> String { scopes.map(\.rawValue).sorted().joined(separator: " ") }
}
