/// What a key may be used for (docs/contract.md section 1).
package enum Scope: String, Sendable, CaseIterable {
    case jobsRead = "jobs:read"
    case jobsWrite = "jobs:write"
    case templatesWrite = "templates:write"
    case webhooksRead = "webhooks:read"
    case webhooksWrite = "webhooks:write"
    /// For operators: the figures of all accounts. A key has it only if it was named.
    case metricsRead = "metrics:read"
}
