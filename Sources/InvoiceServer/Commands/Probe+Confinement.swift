import ReaderWire

/// Checks the confinement of readers.
extension Probe {
    /// The reader itself tries it, on this kernel and in this container.
    @Sendable static func confinement(_ configuration: Configuration) -> Finding {
        confinement(reader: configuration.reader, isRequired: configuration.requiresConfinement)
    }

    static func confinement(reader: String, isRequired: Bool) -> Finding {
        guard let report = ProgramOutput.of(reader, ["--confinement"]) else { return unknownConfinement }
        let missing = ConfinementMeasure.missing(in: report)
        guard !missing.isEmpty else { return .fine("a reader has no network, no privileges and no other files") }
        let text = missing.map { "\($0.risk): \($0.remedy)" }.joined(separator: "; ")
        guard isRequired, missing.contains(where: \.isRequired) else { return .doubtful(text) }
        return .missing(
            text + "; until then no document is opened; require-confinement = no accepts the risk")
    }

    static let unknownConfinement = Finding.doubtful("unknown, since the reader does not start")
}
