import Foundation
import Invoices
import Testing

@testable import InvoiceServer

/// Files, pipes and folders that `read` and `template` are given.
struct InputFileTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func make(_ name: String, _ text: String = "%PDF-1.4") throws -> String {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private func failure(_ name: String) -> JobFailure? {
        do throws(JobFailure) { try InputFile(name).remove() } catch { return error }
        return nil
    }

    @Test func `a file is read where it lies and not removed`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try make("a.pdf")
        let input = try InputFile(path)
        #expect(input.path == path)
        input.remove()
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `what this process has open is copied, since a reader cannot open it`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = open(try make("b.pdf", "of this process"), O_RDONLY)
        defer { close(file) }
        let input = try InputFile("/dev/fd/\(file)")
        #expect(try String(contentsOfFile: input.path, encoding: .utf8) == "of this process")
        input.remove()
        #expect(!FileManager.default.fileExists(atPath: input.path))
    }

    @Test func `a pipe is copied to its end`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("through a pipe".utf8))
        try pipe.fileHandleForWriting.close()
        let input = try InputFile("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
        defer { input.remove() }
        #expect(try String(contentsOfFile: input.path, encoding: .utf8) == "through a pipe")
    }

    @Test func `a folder and a file that is not there fail at once, each with its reason`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(failure(folder.path)?.message.contains("--recursive") == true)
        #expect(failure(folder.path + "/none.pdf")?.code == .documentNotFound)
    }

    @Test func `a folder's documents come in the order of their paths, without hidden and other files`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["b.PDF", "a/c.tif", "a/d.xml", "notes.txt", ".e.pdf", ".git/f.pdf", "pdf"] { _ = try make(name) }
        let lone = try make("lone.txt")
        #expect(
            try InputFolder.expand([folder.path, lone])
                == ["a/c.tif", "a/d.xml", "b.PDF"].map { folder.path + "/" + $0 } + [lone])
    }

    @Test func `a folder without documents is an error that names it`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try make("notes.txt")
        #expect(throws: CommandError.self) { try InputFolder.expand([folder.path]) }
    }

    @Test func `a template may come through a pipe, and an empty device is an empty file`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("{}".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try WholeFile.bytes("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)") == Array("{}".utf8))
        #expect(try WholeFile.bytes("/dev/null").isEmpty)
        #expect(throws: CommandError("/nonexistent/t.json: No such file or directory")) {
            try WholeFile.bytes("/nonexistent/t.json")
        }
    }
}
