import ArgumentParser

struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads what was submitted, without answering the API; on as many machines as you like.",
        discussion: """
            With --drain it ends with status 75 when jobs are left: its seconds were over, or something of this machine \
            stands in the way, which the log names.
            """)

    @Flag(help: "End when nothing is left to do: for cron.")
    var drain = false

    @Option(help: "End after so many seconds at the latest; running jobs go on for --shutdown-seconds.")
    var seconds: Int?

    /// As sysexits.h calls it: a temporary failure, to be tried again.
    private static let unfinished = ExitCode(75)

    func run() throws {
        StopSignals.block()
        let configuration = try Configuration.current()
        try configuration.threadNeed(listens: false, reads: true).check()
        let server = try Server(configuration, listens: false, reads: true)
        guard drain || seconds != nil else {
            try ServerRunner.run(server)
            return
        }
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        let reason = try ServerRunner.run(server) {
            if drain, server.reading?.isDrained == true { return .nothingLeft }
            if let end, ContinuousClock.now >= end { return .timeIsOver }
            return nil
        }
        if drain { try tell(reason, server) }
    }

    private func tell(_ reason: ServerRunner.End, _ server: Server) throws {
        if let hindrance = server.reading?.hindrance {
            server.log.warning("jobs may be left", metadata: ["reason": "\(hindrance)"])
        } else if reason == .timeIsOver {
            let reason = "the seconds were over before the queue was empty"
            server.log.warning("jobs are left", metadata: ["reason": "\(reason)"])
        } else {
            return
        }
        throw Self.unfinished
    }
}
