/// The states of a group, told from its jobs (docs/contract.md section 4).
package enum GroupStatus: String, Sendable, CaseIterable {
    case created, processing, completed, failed, cancelled
}
