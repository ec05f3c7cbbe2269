import ArgumentParser

struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read the submitted documents without serving the API, on any number of machines.",
        discussion: """
            With --drain it exits with status 75 if jobs are left: its time was over, or this machine has a problem \
            that the log names.
            """)

    @Flag(help: "Exit when the queue is empty, e.g. for cron.")
    var drain = false

    @Option(help: "Exit after this many seconds at the latest. Running jobs may continue for --shutdown-seconds.")
    var seconds: Int?

    /// EX_TEMPFAIL of sysexits.h: a temporary failure, to be tried again.
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
            let reason = "the time was over before the queue was empty"
            server.log.warning("jobs are left", metadata: ["reason": "\(reason)"])
        } else {
            return
        }
        throw Self.unfinished
    }
}
