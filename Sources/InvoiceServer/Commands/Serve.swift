import ArgumentParser

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers the API behind a web server, and reads what is submitted.")

    @Flag(help: "Leave the reading to other processes: `ocr-invoice work`, here or elsewhere.")
    var noReading = false

    func run() throws {
        StopSignals.block()
        ServerLife.run(try Server(try Configuration.current(), listens: true, reads: !noReading))
    }
}
