import Foundation
import TestSupport
import Testing

@testable import InvoiceServer

struct ConfinementReportTests {
    /// As `printf` takes it.
    private static func report(without missing: Set<String> = []) -> String {
        ["limits", "privileges", "network", "processes", "sharing", "memory", "writing", "files"]
            .filter { !missing.contains($0) }.map { $0 + #"\n"# }.joined()
    }

    /// What `check` and `/health/ready` say when the reader reports these measures.
    private func finding(
        reported: String, required: String = "no", by probe: (Configuration) -> Probe.Finding = Probe.confinement
    ) throws -> Probe.Finding {
        let folder = FileManager.default.temporaryDirectory.appending(path: "confinement-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (reader, settings) = (folder + "/reader", folder + "/settings")
        try TestProgram.write("#!/bin/sh\nprintf '\(reported)'\n", to: reader)
        try "".write(toFile: settings, atomically: true, encoding: .utf8)
        let flags = ["config": settings, "reader": reader, "require-confinement": required]
        return probe(try Configuration(SettingSource(flags: flags, environment: [:])))
    }

    @Test func `a machine that confines readers in every way is fine`() throws {
        let finding = try finding(reported: Self.report())
        guard case .fine = finding else {
            Issue.record("\(finding)")
            return
        }
    }

    @Test func `a reader that recognises lines is fine, another says why not and what to run`() throws {
        guard case .fine = try finding(reported: #"ready\n"#, by: Probe.lineRecognition) else {
            Issue.record("a line recogniser that works is no fault")
            return
        }
        guard
            case .doubtful(let reason) = try finding(
                reported: #"the part models is not installed\n"#, by: Probe.lineRecognition)
        else {
            Issue.record("a missing part is only a warning")
            return
        }
        #expect(reason.contains("the part models is not installed") && reason.contains("scripts/line-recognition"))
        guard case .doubtful = try finding(reported: "", by: Probe.lineRecognition) else {
            Issue.record("a reader without an answer is doubtful")
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
                == .doubtful("computed by Tesseract, which is slower: a trial failed"))
        guard case .doubtful = try finding(reported: "", by: Probe.network) else {
            Issue.record("a reader that says nothing is doubtful")
            return
        }
    }

    @Test func `a measure that the machine lacks is told, with its remedy, and stops nothing`() throws {
        let finding = try finding(reported: Self.report(without: ["files"]))
        guard case .doubtful(let text) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(text.contains("a reader can read files") && text.contains("Landlock"))
    }

    @Test(arguments: ["network", "processes", "writing", "files"])
    func `where confinement is required, no document is opened without it, and the remedy is named`(
        _ missing: String
    ) throws {
        guard case .missing(let text) = try finding(reported: Self.report(without: [missing]), required: "yes") else {
            Issue.record("nothing is missing")
            return
        }
        #expect(text.contains("no document is opened") && text.contains("require-confinement = no"))
    }

    @Test func `a measure that only helps the others stops nothing`() throws {
        let report = Self.report(without: ["limits", "sharing", "memory"])
        guard case .doubtful = try finding(reported: report, required: "yes") else {
            Issue.record("it stops")
            return
        }
    }

    @Test func `a reader that does not start tells nothing of the kernel`() {
        #expect(Probe.confinement(reader: "/nowhere", isRequired: true) == Probe.unknownConfinement)
    }
}
