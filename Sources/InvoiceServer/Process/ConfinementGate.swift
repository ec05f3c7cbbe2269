import Processing
import ReaderWire

/// Whether strangers' files may be opened on this machine, as its operator wants readers confined.
final class ConfinementGate: Sendable {
    private let isRequired: Bool
    private let trial: Trial<Probe.Finding>

    init(_ configuration: Configuration) {
        isRequired = configuration.requiresConfinement
        trial = Trial(
            every: .seconds(60), first: Self.untried, stuck: Self.untried, patience: .seconds(30),
            attempt: { last in
                let found = Probe.confinement(configuration)
                // A machine too busy to start the reader has the kernel that it had before.
                return found == Probe.unknownConfinement && last != Self.untried ? last : found
            })
    }

    /// What `check` would say, tried at most once a minute.
    var finding: Probe.Finding { trial.finding }

    /// Why none may be opened; nil when they may.
    var objection: String? {
        guard isRequired else { return nil }
        switch finding {
        case .missing(let text): return "Readers are not fully confined: \(text)"
        case .doubtful where finding == Probe.unknownConfinement:
            return "The server does not know yet whether readers are confined."
        default: return nil
        }
    }

    private static let untried = Probe.unknownConfinement
}
