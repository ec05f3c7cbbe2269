import Foundation
import JSON
import TestSupport
import Testing

/// A machine that cannot confine readers in every way, or stand in for Tesseract: it works, and its operator knows.
@Suite struct ConfinementWarningTests {
    /// A reader as on a kernel without Landlock, beside another Tesseract: it works as ever, and reports the lack.
    private func readerWithoutLandlock(in folder: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/reader"
        let reader = URL(filePath: RunningServer.program).deletingLastPathComponent().appending(
            path: "ocr-invoice-reader")
        let text = """
            #!/bin/sh
            if [ "$1" = --network ]; then echo "this Tesseract is not known"; exit; fi
            if [ "$1" = --line-recognition ]; then echo "the part models is not installed"; exit; fi
            if [ "$1" = --confinement ]; then "\(reader.path)" --confinement | grep -v files; exit; fi
            exec "\(reader.path)" "$@"
            """
        try TestProgram.write(text, to: path)
        return path
    }

    @Test func `a missing measure is logged once, and shown as a warning of a server that is ready`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "landless-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let reader = try readerWithoutLandlock(in: folder)
        let server = try RunningServer(
            database: PrivateMariaDB.shared.get(),
            settings: ["OCR_INVOICE_READER": reader, "OCR_INVOICE_REQUIRE_CONFINEMENT": "no"])
        let caller = Caller(server)
        let job = try caller.read(Caller.sample("einvoice-de.xml"), name: "einvoice-de.xml")
        #expect(job["status"]?.string == "completed")
        for _ in 0..<2 {
            let ready = try server.client.get("/health/ready")
            #expect(ready.status == 200)
            let warnings = try ready.json()["data"]?["warnings"]?.array?.compactMap(\.string) ?? []
            #expect(warnings.count { $0.hasPrefix("line-recognition: ") } == 1, "\(warnings)")
            #expect(warnings.count { $0.hasPrefix("confinement: ") && $0.contains("Landlock") } == 1, "\(warnings)")
        }
        let told = server.log.split(separator: "\n").filter { $0.contains("less confined") }
        #expect(told.count == 1 && told[0].contains("Landlock"), "\(told)")
        #expect(waitUntil { server.log.contains("recognition is slower") })
        let slower = server.log.split(separator: "\n").filter { $0.contains("recognition is slower") }
        #expect(slower.count == 1 && slower[0].contains("this Tesseract is not known"), "\(slower)")
        #expect(waitUntil { server.log.contains("Tesseract alone") })
        #expect(server.log.split(separator: "\n").count { $0.contains("Tesseract alone") } == 1)
    }

    @Test func `where it is required, no document is opened, the part is named, and the log says why once`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "landless-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let reader = try readerWithoutLandlock(in: folder)
        let server = try RunningServer(database: PrivateMariaDB.shared.get(), reads: false)
        let caller = Caller(server)
        let job = try caller.createJob(try caller.upload(Caller.sample("order-us.pdf")))
        try caller.process(job)
        let strict = ["--reader", reader]
        let (status, output) = try server.outcome(of: ["work", "--drain", "--seconds", "30"] + strict)
        #expect(status == 75)
        let told = output.split(separator: "\n").filter { $0.contains("no jobs are started") }
        #expect(told.count == 1 && told[0].contains("Landlock"), "\(output)")
        #expect(try server.client.get("/ocr-invoice-job/\(job)").json()["data"]?["status"]?.string == "queued")
        #expect(try server.outcome(of: ["check"] + strict).output.contains("MISSING  confinement"))

        server.stop()
        let serving = try server.process(["serve"] + strict)
        defer { serving.end(with: SIGTERM) }
        #expect(try waitUntil { try server.client.get("/health/live").status == 200 })
        var parts: [String] = []
        #expect(
            try waitUntil {
                let problem = try server.client.get("/health/ready").problem(503)
                parts = problem["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? []
                return parts == ["/confinement"]
            }, "\(parts)")
    }
}
