import ArgumentParser

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers the API behind a web server, and reads what is submitted.")

    @Flag(help: "Leave the reading to other processes: `ocr-invoice work`, here or elsewhere.")
    var noReading = false

    func run() throws {
        StopSignals.block()
        let configuration = try Configuration.current()
        try configuration.threadNeed(listens: true, reads: !noReading).check()
        try ServerRunner.run(try Server(configuration, listens: true, reads: !noReading))
    }
}
