import ArgumentParser

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API behind a web server, and read the submitted documents.")

    @Flag(help: "Do not read documents: leave that to `ocr-invoice work`, here or on other machines.")
    var noReading = false

    func run() throws {
        StopSignals.block()
        let configuration = try Configuration.current()
        try configuration.threadNeed(listens: true, reads: !noReading).check()
        try ServerRunner.run(try Server(configuration, listens: true, reads: !noReading))
    }
}
