/// What a reader's fork gives up before it opens a stranger's document; tried on this machine, not assumed.
package enum ConfinementMeasure: String, CaseIterable, Sendable {
    case limits
    case privileges
    case network
    case processes
    case sharing
    case memory
    case writing
    case files

    /// What holds where the measure does.
    package var meaning: String {
        switch self {
        case .limits: "memory, file size, descriptors and time are limited"
        case .privileges: "no privileges can be gained"
        case .network: "no socket can be made"
        case .processes: "no program can be started and no other process reached"
        case .sharing: "no memory, queue or semaphore is shared with other processes"
        case .memory: "no other process of this user can look into a document's"
        case .writing: "no file can be written"
        case .files: "no file but the document, fonts and language data can be read"
        }
    }

    /// What an operator can do where it does not.
    package var remedy: String {
        switch self {
        case .limits, .privileges, .memory: "let the service set its own resource limits"
        case .network, .processes, .sharing, .writing:
            "use a kernel with seccomp filters, and allow seccomp in the container"
        case .files: "use Linux 5.13 or newer with Landlock among its security modules (lsm=…,landlock)"
        }
    }

    /// Without it a document that took its process over reaches what is not its own: the network, other files.
    package var isRequired: Bool {
        switch self {
        case .network, .processes, .writing, .files: true
        case .limits, .privileges, .sharing, .memory: false
        }
    }

    /// The reader's report: a line for each measure that holds.
    package static func missing(in report: String) -> [ConfinementMeasure] {
        let held = Set(report.split(separator: "\n").map(String.init))
        return allCases.filter { !held.contains($0.rawValue) }
    }
}
