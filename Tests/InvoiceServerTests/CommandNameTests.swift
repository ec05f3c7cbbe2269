import ArgumentParser
import Testing

@testable import InvoiceServer

/// Words that should name a command, and what commands refuse before they run.
struct CommandNameTests {
    private func complaint(_ words: String...) -> String? {
        do { try CommandName.check(words) } catch { return "\(error)" }
        return nil
    }

    @Test func `commands, options and help pass`() {
        for words in [
            ["read", "a.pdf"], ["key", "create", "acme"], ["--help"], ["help", "read"], ["help", "settings"],
            ["key", "--help"], [],
        ] {
            #expect(throws: Never.self) { try CommandName.check(words) }
        }
    }

    @Test func `an unknown command is named, with the nearest one`() {
        #expect(complaint("raed", "a.pdf")?.contains("There is no command raed. Did you mean read?") == true)
        #expect(complaint("key", "creat", "acme")?.contains("Did you mean create?") == true)
        #expect(complaint("bake")?.contains("The commands are serve, work, read") == true)
    }

    @Test func `a key for no days and a purge of everything are refused`() {
        for words in [["key", "create", "acme", "--days", "0"], ["key", "create", "acme", "--days", "-3"]] {
            #expect(throws: (any Error).self) { try OCRInvoice.parseAsRoot(words) }
        }
        let purges = [
            ["--older-than", "0", "--yes"], ["--older-than", "9"], ["--older-than", "9", "--yes", "--dry-run"],
        ]
        for words in purges {
            #expect(throws: (any Error).self) { try OCRInvoice.parseAsRoot(["purge"] + words) }
        }
        #expect(throws: Never.self) { try OCRInvoice.parseAsRoot(["purge", "--older-than", "9", "--dry-run"]) }
    }

    @Test func `one kind of output at a time, and the standard input once`() {
        for words in [["--json", "--jsonl", "a.pdf"], ["-", "-"]] {
            #expect(throws: (any Error).self) { try OCRInvoice.parseAsRoot(["read"] + words) }
        }
    }
}
