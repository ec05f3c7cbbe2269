import FastCGI
import Foundation
import MariaDB
import Storage
import Testing

@testable import InvoiceServer

/// What a command says of the error that ends it.
struct ComplaintTests {
    private func said(of body: () throws -> Void) -> String? {
        do { try body() } catch { return CommandError(error)?.description }
        return nil
    }

    @Test func `a file that is not there is named, with the reason`() {
        #expect(
            said { _ = try Data(contentsOf: URL(filePath: "/nonexistent/a.json")) }
                == "/nonexistent/a.json: No such file or directory")
        #expect(
            said { _ = try String(contentsOfFile: "/nonexistent/b.json", encoding: .utf8) }
                == "/nonexistent/b.json: No such file or directory")
        #expect(
            said { try FileManager.default.createDirectory(atPath: "/dev/null/c", withIntermediateDirectories: true) }
                == "/dev/null/c: Not a directory")
    }

    @Test func `a database that is away is a sentence that says what to do next`() {
        let sentence = said { throw StorageError.unavailable }
        #expect(sentence?.contains("`ocr-invoice check`") == true)
        let code = said { throw DatabaseError(code: 2002, message: "Can't connect") }
        #expect(code == sentence?.replacing("answer.", with: "answer (Can't connect)."))
    }

    @Test func `a database of the wrong kind is named`() {
        let sentence = "The database server is MySQL 9. MariaDB 10.11.8 or newer is needed."
        #expect(said { throw DatabaseError(code: 0, state: "0A000", message: sentence) } == sentence)
    }

    @Test func `a socket that cannot be made says why`() {
        #expect(
            said { throw FastCGIError.cannotListen("Another server listens on s.") } == "Another server listens on s.")
    }

    @Test func `what has its own words keeps them`() {
        #expect(CommandError(ConfigurationError(faults: [])) == nil)
        #expect(CommandError(DatabaseError(code: 1064, message: "syntax")) == nil)
    }
}
