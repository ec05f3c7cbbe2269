/// The states of a group, told from its jobs (api.md section 4).
package enum GroupStatus: String, Sendable, CaseIterable {
    case created, processing, completed, failed, cancelled
}
