import ArgumentParser

struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads what was submitted, without answering the API; on as many machines as you like.")

    @Flag(help: "End when nothing is left to do: for cron.")
    var drain = false

    @Option(help: "End after so many seconds at the latest; running jobs go on for --shutdown-seconds.")
    var seconds: Int?

    func run() throws {
        StopSignals.block()
        let server = try Server(try Configuration.current(), listens: false, reads: true)
        guard drain || seconds != nil else { return ServerLife.run(server) }
        let end = seconds.map { ContinuousClock.now + .seconds($0) }
        ServerLife.run(server) {
            if let end, ContinuousClock.now >= end { return true }
            return drain && server.reading?.isDrained == true
        }
    }
}
