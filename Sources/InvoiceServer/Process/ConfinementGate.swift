import Processing
import ReaderWire

/// Decides whether documents may be opened on this machine, by its confinement and the setting `require-confinement`.
final class ConfinementGate: Sendable {
    private let isRequired: Bool
    private let trial: Trial<Probe.Finding>

    init(_ configuration: Configuration) {
        isRequired = configuration.requiresConfinement
        trial = Trial(
            every: .seconds(60), first: Self.untried, stuck: Self.untried, patience: .seconds(30),
            attempt: { last in
                let found = Probe.confinement(configuration)
                // A machine that is too busy to start the reader still has the same kernel.
                return found == Probe.unknownConfinement && last != Self.untried ? last : found
            })
    }

    /// The finding of `check`, tried at most once a minute.
    var finding: Probe.Finding { trial.finding }

    /// Why no document may be opened; nil if documents may be opened.
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
