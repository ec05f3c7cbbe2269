import Foundation
import Invoices
import TestSupport
import Testing

@testable import Processing

/// A document that took its process over says what no reader of ours would.
@Suite(.timeLimit(.minutes(20)))
struct TakenOverReaderTests {
    /// Answers an opening with `summary` and each page with a page of `number`.
    private func pool(summary: String, pageNumber: Int) throws -> (ReaderPool, folder: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "taken-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let program = folder + "/reader"
        let text = """
            #!/usr/bin/python3
            import struct, subprocess, sys
            def read(count):
                data = sys.stdin.buffer.read(count)
                if len(data) < count: sys.exit(0)
                return data
            def say(text):
                sys.stdout.buffer.write(struct.pack(">II", len(text), 0) + text.encode())
                sys.stdout.buffer.flush()
            fork = subprocess.Popen(["/bin/sleep", "60"])
            while True:
                header, payload = struct.unpack(">II", read(8))
                asked = read(header)
                read(payload)
                if b'"open"' in asked:
                    say('{"tell":"forked","pid":%d}' % fork.pid)
                    say('\(summary)')
                elif b'"close"' in asked: say('{"tell":"ended","exit":0}')
                else:
                    say('{"tell":"page","page":{"number":\(pageNumber),"width":9,"height":9,"source":"ocr","readingTime":1,'
                        '"image":{"width":1,"height":1,"dpi":300,"colorSpace":"gray","format":"jpeg","size":1},'
                        '"preprocessing":{"enhanced":false,"deskewed":false,"denoised":false,"binarized":false,'
                        '"rotationAngle":0},"lines":[]}}')
            """
        try TestProgram.write(text, to: program)
        return (ReaderPool(executable: program, count: 1), folder)
    }

    private func open(_ pool: ReaderPool) throws -> any OpenDocument {
        try pool.open(
            "/nonexistent", settings: ReadSettings(), deadline: .now + .seconds(120), cancellation: CancellationToken())
    }

    @Test(arguments: ["-1", "1152921504606846976"])
    func `a count of pages that no document has counts as a crash`(_ count: String) throws {
        let (pool, folder) = try pool(
            summary: #"{"tell":"lookOver","kind":"pdf","pageCount":\#(count)}"#, pageNumber: 1)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let failure = #expect(throws: JobFailure.self) { try open(pool) }
        #expect(failure?.kind == .crash)
    }

    @Test func `another page than the one that was asked for counts as a crash`() throws {
        let (pool, folder) = try pool(summary: #"{"tell":"lookOver","kind":"pdf","pageCount":2}"#, pageNumber: 2)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let document = try open(pool)
        #expect(try document.read(page: 2).page.number == 2)
        let failure = #expect(throws: JobFailure.self) { try document.read(page: 1) }
        #expect(failure?.kind == .crash)
    }
}
