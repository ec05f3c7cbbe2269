/// A measure that confines a reader's fork before it opens an untrusted document. `check` tries each on this machine.
package enum ConfinementMeasure: String, CaseIterable, Sendable {
    case limits
    case privileges
    case network
    case processes
    case sharing
    case memory
    case writing
    case files

    /// What a reader can do where this measure fails.
    package var risk: String {
        switch self {
        case .limits: "a reader has no limits on memory, file size, descriptors and time"
        case .privileges: "a reader can gain privileges"
        case .network: "a reader can open a socket"
        case .processes: "a reader can start programs and reach other processes"
        case .sharing: "a reader can share memory, queues and semaphores with other processes"
        case .memory: "other processes of this user can read a reader's memory"
        case .writing: "a reader can write files"
        case .files: "a reader can read files other than the document, fonts and language data"
        }
    }

    /// What an operator can do about it.
    package var remedy: String {
        switch self {
        case .limits, .privileges, .memory: "allow the service to set its own resource limits"
        case .network, .processes, .sharing, .writing:
            "use a kernel with seccomp filters and allow seccomp in the container"
        case .files: "use Linux 5.13 or newer with Landlock enabled (kernel parameter lsm=…,landlock)"
        }
    }

    /// True if, without it, a document that took over its process could reach the network or other files.
    package var isRequired: Bool {
        switch self {
        case .network, .processes, .writing, .files: true
        case .limits, .privileges, .sharing, .memory: false
        }
    }

    /// The measures that are not in the reader's report, which has one line for each measure that works.
    package static func missing(in report: String) -> [ConfinementMeasure] {
        let held = Set(report.split(separator: "\n").map(String.init))
        return allCases.filter { !held.contains($0.rawValue) }
    }
}
