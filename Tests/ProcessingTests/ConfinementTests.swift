import Foundation
import Invoices
import ReaderWire
import TestSupport
import Testing

@testable import Processing

/// Short forms of what scripts/attack does with documents.
@Suite(.timeLimit(.minutes(20)))
struct ConfinementTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "hostile-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    @Test func `a confined reader breaks out of nothing`() throws {
        let (status, report) = try ChildProcess.run(BuiltReader.path, ["--confinement"])
        #expect(status == 0)
        let missing = ConfinementMeasure.missing(in: report)
        #expect(missing.isEmpty, "not on this machine: \(missing.map(\.risk))")
    }

    @Test func `what a report does not name is missing`() {
        #expect(ConfinementMeasure.missing(in: "") == ConfinementMeasure.allCases)
        let report = ConfinementMeasure.allCases.filter { $0 != .files }.map { "\($0.rawValue)\n" }.joined()
        #expect(ConfinementMeasure.missing(in: report) == [.files])
    }

    @Test func `a document's process has its limits, which it cannot raise`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 1, until: .now + .seconds(60))
        let fork = try #require(reader.processes?.fork)
        let lines = try String(contentsOfFile: "/proc/\(fork)/limits", encoding: .utf8).split(separator: "\n")
        let highest = [
            "Max address space": 2304 << 20, "Max file size": 256 << 20, "Max open files": 64, "Max core file size": 0,
        ]
        for (name, bound) in highest {
            let line = try #require(lines.first { $0.hasPrefix(name) })
            let limits = line.dropFirst(name.count).split(separator: " ").prefix(2).map { Int($0) }
            #expect(limits == [bound, bound], "\(line)")
        }
        let stat = try String(contentsOfFile: "/proc/\(fork)/stat", encoding: .utf8)
        #expect(stat.split(separator: ")").last?.split(separator: " ")[16] == "10", "the others' requests come first")
    }

    @Test func `a document cut anywhere is refused or read, and the reader goes on`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        for name in ["consultancy-en.pdf", "hardware-es.png", "wholesale-nl.tiff", "einvoice-de.xml"] {
            let whole = try Data(contentsOf: URL(filePath: BuiltReader.sample(name)))
            for percent in stride(from: 5, to: 100, by: 15) {
                let path = "\(folder)/\(percent)-\(name)"
                try whole.prefix(whole.count * percent / 100).write(to: URL(filePath: path))
                try look(path, pool)
            }
        }
        try look(BuiltReader.sample("consultancy-en.pdf"), pool)
        try? FileManager.default.removeItem(atPath: folder)  // A test's own folder; the next run makes another.
    }

    @Test func `a document whose attachments crash the reader is read without them`() throws {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.xml) 4 0 R]>>>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>", "(a.xml)",
        ].enumerated().map { "\($0 + 1) 0 obj\n\($1)\nendobj\n" }
        // Without a table of its objects' places a PDF is searched for them.
        let path = "\(folder)/string.pdf"
        try "%PDF-1.7\n\(objects.joined())trailer\n<</Root 1 0 R>>\n%%EOF\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let document = try pool.open(
            path, settings: ReadSettings(), deadline: .now + .seconds(60), cancellation: CancellationToken())
        #expect(document.summary.pageCount == 1)
        document.close()
        try look(BuiltReader.sample("consultancy-en.pdf"), pool)
    }

    /// Opens and closes it; refusing is an answer, dying is none.
    private func look(_ path: String, _ pool: ReaderPool) throws {
        do {
            let document = try pool.open(
                path, settings: ReadSettings(), deadline: .now + .seconds(60), cancellation: CancellationToken())
            document.close()
        } catch let failure as JobFailure {
            let codes: Set<JobFailure.Code> = [
                .documentDamaged, .documentTypeUnsupported, .documentEmpty, .pageTooLarge, .documentEncrypted,
            ]
            #expect(codes.contains(failure.code), "\(path): \(failure)")
        }
    }
}
