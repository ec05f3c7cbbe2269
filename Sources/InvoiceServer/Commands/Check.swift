import ArgumentParser
import Foundation
import MariaDB

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check what this machine lacks, and say how to fix it.",
        discussion: """
            Exits with status 0 if nothing is MISSING, else with 1. Without --production, MISSING is what `serve` cannot \
            work without.
            """)

    @Flag(help: "Skip what only reading needs, for a server that runs with --no-reading.")
    var noReading = false

    @Flag(help: "Check also what must be right before strangers' invoices arrive.")
    var production = false

    func run() throws {
        let configuration = try Configuration.current()
        var isFine = true
        for probe in Probe.all + (production ? Probe.production : []) where probe.isForServing || !noReading {
            let finding = probe.run(configuration)
            print(finding.line(for: probe.name))
            if case .missing = finding { isFine = false }
        }
        if !isFine { throw ExitCode(1) }
    }
}
