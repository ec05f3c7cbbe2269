import Foundation
import JSON
import TestSupport
import Testing

/// Runs the curl commands of the README and of docs/contract.md, with ids of existing resources for the capital words.
@Suite struct ReadmeExampleTests {
    /// Each command with its continuation lines.
    private func commands() throws -> [String] {
        let text = try ["README.md", "docs/contract.md"]
            .map { try String(contentsOfFile: PrivateNginx.root + "/" + $0, encoding: .utf8) }
            .joined(separator: "\n")
        var commands: [String] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("    ") else {
                isOpen = false
                continue
            }
            if line.hasPrefix("    curl ") {
                commands.append(String(line))
                isOpen = true
            } else if isOpen, line.hasPrefix("      ") {
                commands[commands.count - 1] += "\n" + line
            } else {
                isOpen = false
            }
        }
        return commands
    }

    /// What the words stand for; each command gets things of its own.
    private func places(for command: String, _ caller: Caller, read job: String) throws -> [String: String] {
        let client = caller.client
        let body = #"{"name": "n", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {}}"#
        func id(_ answer: HTTPAnswer) throws -> String {
            try #require(try answer.json()["data"]?["_id"]?.string, "\(answer.text)")
        }
        let template = try id(client.post("/ocr-invoice-job-template", body))
        let document = try caller.upload(Caller.sample("consultancy-en.pdf"))
        let wantsFresh = command.contains("-X ") && command.contains("/JOB")
        let pages = try client.get("/ocr-invoice-job-page?filter=%7B%22job%22%3A%22\(job)%22%7D").json()["data"]
        let webhook = #"{"url": "https://erp.example/hook", "events": ["job.failed"]}"#
        return [
            "JOB": wantsFresh ? try caller.createJob(document) : job, "TEMPLATE": template,
            "GROUP": try id(client.post("/ocr-invoice-job-group", #"{"name": "g", "template": "\#(template)"}"#)),
            "PAGE": try #require(pages?.array?.first?["_id"]?.string),
            "WEBHOOK": try id(client.post("/ocr-invoice-webhook", webhook)),
            "DOCUMENT": String(document.dropFirst("document:".count)), "document:…": document,
        ]
    }

    @Test func `every curl command of the documents is answered with success`() throws {
        let secret = ["OCR_INVOICE_SECRET_KEY": String(repeating: "5a", count: 32)]
        let server = try RunningServer(database: PrivateMariaDB.shared.get(), settings: secret)
        let caller = Caller(server)
        let job = try caller.createJob(caller.upload(Caller.sample("consultancy-en.pdf")))
        try caller.process(job)
        #expect(try caller.ended(job)["status"]?.string == "completed")
        let commands = try commands()
        #expect(commands.count > 15)
        for command in commands {
            var text = command
            for (word, id) in try places(for: command, caller, read: job) {
                text = text.replacingOccurrences(
                    of: "(?<![A-Z])\(word)(?![A-Z])", with: id, options: .regularExpression)
            }
            let script = "cd \(PrivateNginx.root); curl() { command curl -sS --fail-with-body \"$@\"; }; \(text)"
            let (status, output) = try ChildProcess.run(
                "/bin/bash",
                [
                    "-c",
                    script.replacing("-o page.jpg", with: "-o \(server.folder)/page.jpg")
                        .replacing("-o invoice.png", with: "-o \(server.folder)/invoice.png"),
                ],
                environment: ["KEY": server.key, "API": "http://127.0.0.1:\(server.nginx.port)"])
            #expect(status == 0, "\(text)\n\(output)")
        }
    }
}
