import ReaderWire

/// What the readers give up before they open a stranger's file.
extension Probe {
    /// Tried by the reader itself, on this kernel and in this container.
    @Sendable static func confinement(_ configuration: Configuration) -> Finding {
        confinement(reader: configuration.reader, isRequired: configuration.requiresConfinement)
    }

    static func confinement(reader: String, isRequired: Bool) -> Finding {
        guard let report = ProgramOutput.of(reader, ["--confinement"]) else { return unknownConfinement }
        let missing = ConfinementMeasure.missing(in: report)
        guard !missing.isEmpty else { return .fine("documents are opened without network, rights and other files") }
        let text = missing.map { "it is not so that \($0.meaning); \($0.remedy)" }.joined(separator: "; ")
        guard isRequired, missing.contains(where: \.isRequired) else { return .doubtful(text) }
        return .missing(
            text + "; until then no document is opened, unless require-confinement = no takes the risk")
    }

    static let unknownConfinement = Finding.doubtful("not known while the reader does not start")
}
