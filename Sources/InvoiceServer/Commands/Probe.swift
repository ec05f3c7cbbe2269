/// One check of this machine.
struct Probe: Sendable {
    enum Finding: Equatable {
        case fine(String)
        /// It works, but an operator should know.
        case doubtful(String)
        /// What is wrong and how to fix it.
        case missing(String)

        func line(for name: String) -> String {
            switch self {
            case .fine(let text): "ok       \(name): \(text)"
            case .doubtful(let text): "warning  \(name): \(text)"
            case .missing(let text): "MISSING  \(name): \(text)"
            }
        }
    }

    let name: String
    /// True if a server that reads no documents needs it, too.
    let isForServing: Bool
    let run: @Sendable (Configuration) -> Finding

    static let all = [
        Probe(name: "listen", isForServing: true, run: listen),
        Probe(name: "work folder", isForServing: true, run: workFolder),
        Probe(name: "database", isForServing: true, run: database),
        Probe(name: "packets", isForServing: true, run: packets),
        Probe(name: "durability", isForServing: true, run: durability),
        Probe(name: "threads", isForServing: false, run: threads),
        Probe(name: "reader", isForServing: false, run: reader),
        Probe(name: "confinement", isForServing: false, run: confinement),
        Probe(name: "languages", isForServing: false, run: languages),
        Probe(name: "network", isForServing: false, run: network),
        Probe(name: "line recognition", isForServing: false, run: lineRecognition),
        Probe(name: "dictionaries", isForServing: false, run: dictionaries),
    ]
}
