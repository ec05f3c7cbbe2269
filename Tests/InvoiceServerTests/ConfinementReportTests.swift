import Foundation
import TestSupport
import Testing

@testable import InvoiceServer

struct ConfinementReportTests {
    /// What `check` and `/health/ready` say when the reader reports this.
    private func finding(
        reported: String, by probe: (Configuration) -> Probe.Finding = Probe.confinement
    ) throws -> Probe.Finding {
        let folder = FileManager.default.temporaryDirectory.appending(path: "confinement-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (reader, settings) = (folder + "/reader", folder + "/settings")
        try TestProgram.write("#!/bin/sh\nprintf '\(reported)'\n", to: reader)
        try "".write(toFile: settings, atomically: true, encoding: .utf8)
        let source = SettingSource(flags: ["config": settings, "reader": reader], environment: [:])
        return probe(try Configuration(source))
    }

    @Test func `a machine that confines readers in every way is fine`() throws {
        let finding = try finding(reported: #"limits\nprivileges\nnetwork\nprocesses\nwriting\nfiles\n"#)
        guard case .fine = finding else {
            Issue.record("\(finding)")
            return
        }
    }

    @Test func `a reader whose networks stand in for Tesseract's is fine, another says why not`() throws {
        guard case .fine = try finding(reported: #"own\n"#, by: Probe.network) else {
            Issue.record("own networks are no fault")
            return
        }
        #expect(
            try finding(reported: #"a trial failed\n"#, by: Probe.network)
                == .doubtful("Tesseract computes it itself, which takes longer: a trial failed"))
        guard case .doubtful = try finding(reported: "", by: Probe.network) else {
            Issue.record("a reader that says nothing is doubtful")
            return
        }
    }

    @Test func `a measure that the machine lacks is told, with its remedy, and stops nothing`() throws {
        let finding = try finding(reported: #"limits\nprivileges\nnetwork\nprocesses\nwriting\n"#)
        guard case .doubtful(let text) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(text.contains("it is not so that") && text.contains("Landlock"))
    }
}
