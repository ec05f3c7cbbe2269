import Dispatch
import Foundation
import Invoices
import Synchronization
import TestSupport
import Testing

@testable import Processing

@Suite(.timeLimit(.minutes(20)))
struct ReaderPoolTests {
    private let patience = ContinuousClock.now + .seconds(120)

    private func open(
        _ name: String, in pool: ReaderPool, _ settings: ReadSettings = ReadSettings(),
        cancellation: CancellationToken = CancellationToken()
    ) throws -> any OpenDocument {
        try pool.open(BuiltReader.sample(name), settings: settings, deadline: patience, cancellation: cancellation)
    }

    @Test func `a born-digital page comes from its text layer`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let document = try open("consultancy-en.pdf", in: pool)
        #expect(document.summary.kind == .pdf)
        let page = try document.read(page: 1).page
        document.close()
        #expect(page.source == .textLayer)
        #expect(page.words.contains { $0.text.lowercased().hasPrefix("invoice") })
        #expect(page.words.allSatisfy { $0.box.x >= 0 && $0.box.maxX <= 1 && $0.box.y >= 0 && $0.box.maxY <= 1 })
    }

    @Test func `a picture's words are recognised and its picture comes with them`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let document = try open("till-receipt-en.bmp", in: pool, ReadSettings(wantsImage: true))
        let read = try document.read(page: 1)
        document.close()
        #expect(read.page.source == .ocr)
        #expect(read.page.words.contains { $0.text.uppercased().contains("TOTAL") })
        #expect(read.jpeg.starts(with: [0xFF, 0xD8]))
    }

    @Test func `a reader loads its engine for the first page that is recognised, and keeps it`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        /// Whether the process that opened the document is the one that read it.
        func readsInOneFork(_ name: String, as document: Int) throws -> Bool {
            _ = try reader.open(BuiltReader.sample(name), as: document, until: patience)
            let first = try #require(reader.processes)
            #expect(try !reader.read(page: 1, settings: ReadSettings(), until: patience).page.words.isEmpty)
            let last = try #require(reader.processes)
            #expect(first.reader == last.reader)
            return first.fork == last.fork
        }
        #expect(try readsInOneFork("consultancy-en.pdf", as: 1))
        #expect(try !readsInOneFork("till-receipt-en.bmp", as: 2))
        #expect(try readsInOneFork("till-receipt-en.bmp", as: 3))
    }

    @Test func `a reader that was killed while it was idle does not cost the next document anything`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 1, until: patience)
        let first = try #require(reader.processes).reader
        reader.close()
        #expect(kill(first, SIGKILL) == 0)
        var ended = siginfo_t()
        #expect(waitid(P_PID, id_t(first), &ended, WEXITED | WNOWAIT) == 0)
        let summary = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 2, until: patience)
        #expect(summary.kind == .pdf)
        #expect(try #require(reader.processes).reader != first)
    }

    @Test func `a text layer is read where no language is installed, and a picture waits for the operator`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mute-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try TestProgram.write(
            "#!/bin/sh\nTESSDATA_PREFIX=\(folder) exec \(BuiltReader.path)\n", to: folder + "/reader")
        let pool = ReaderPool(executable: folder + "/reader", count: 1)
        let document = try open("consultancy-en.pdf", in: pool)
        #expect(try document.read(page: 1).page.source == .textLayer)
        document.close()
        let picture = try open("till-receipt-en.bmp", in: pool)
        let failure = #expect(throws: JobFailure.self) { try picture.read(page: 1) }
        #expect(failure?.kind == .transient)
        picture.close()
    }

    @Test func `pages of one document are read in several readers`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 2)
        let document = try open("wholesale-nl.tiff", in: pool)
        #expect(document.summary.pageCount == 3)
        let pages = try document.readAllPages(in: PageQueue(width: 2), deadline: patience)
        document.close()
        #expect(pages.map(\.page.number) == [1, 2, 3])
    }

    @Test(arguments: [
        ("damaged/empty.pdf", JobFailure.Code.documentEmpty), ("damaged/encrypted.pdf", .documentEncrypted),
        ("damaged/header-only.pdf", .documentDamaged), ("damaged/html.pdf", .documentTypeUnsupported),
        ("damaged/text.png", .documentTypeUnsupported), ("damaged/zeros.tiff", .documentTypeUnsupported),
        ("damaged/none.pdf", .documentNotFound),
    ])
    func `a file that cannot be read says why, and the next one is read`(name: String, code: JobFailure.Code) throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let failure = #expect(throws: JobFailure.self) { try open(name, in: pool) }
        #expect(failure?.code == code)
        #expect(failure?.kind == .permanent)
        let document = try open("consultancy-en.pdf", in: pool)
        #expect(try !document.read(page: 1).page.lines.isEmpty)
        document.close()
    }

    @Test func `a truncated picture is damaged, not half an invoice`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let failure = #expect(throws: JobFailure.self) {
            let document = try open("damaged/truncated.png", in: pool)
            defer { document.close() }
            _ = try document.read(page: 1)
        }
        #expect(failure?.code == .documentDamaged)
    }

    /// Reads the first page of a scan, and sends its fork a signal while it does: what the reading ends with.
    private func failure(of reader: ReaderChild, struckBy signal: Int32) throws -> JobFailure? {
        _ = try reader.open(BuiltReader.sample("office-scan-de.pdf"), as: 1, until: patience)
        let failure = Mutex<JobFailure?>(nil)
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do { _ = try reader.read(page: 1, settings: ReadSettings(), until: patience) } catch {
                failure.withLock { $0 = error as? JobFailure }
            }
            ended.signal()
        }
        kill(try busyFork(of: reader), signal)
        #expect(ended.wait(timeout: .now() + 600) == .success)
        return failure.withLock { $0 }
    }

    @Test func `a page that uses up its processor time is named and not tried again`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        let failure = try failure(of: reader, struckBy: SIGXCPU)
        #expect(failure?.code == .timedOut && failure?.kind == .permanent)
        #expect(failure?.message.hasPrefix("Page 1 ") == true)
    }

    @Test func `a reader killed in mid-page reports a crash and reads the next document`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 1, until: patience)
        let process = try #require(reader.processes)
        #expect(try failure(of: reader, struckBy: SIGKILL)?.kind == .crash)
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 2, until: patience)
        #expect(try !reader.read(page: 1, settings: ReadSettings(), until: patience).page.lines.isEmpty)
        #expect(reader.processes?.reader == process.reader, "the warm reader lives on")
        #expect(reader.processes?.fork != process.fork)
    }

    @Test func `a fork that dies while nobody asks it is not held against the next document`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        for document in 1...6 {
            _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: document, until: patience)
            let process = try #require(reader.processes)
            kill(process.fork, SIGKILL)
            #expect(waitUntil { isDead(process.fork) })
            reader.close()
            #expect(reader.processes == nil)
        }
    }

    private func isDead(_ process: pid_t) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        return status.split(separator: ")").last?.hasPrefix(" Z") == true
    }

    @Test func `a reader that is gone is started again for the next document`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 1, until: patience)
        let process = try #require(reader.processes)
        kill(process.reader, SIGKILL)
        #expect(throws: JobFailure.self) { try reader.read(page: 1, settings: ReadSettings(), until: patience) }
        _ = try reader.open(BuiltReader.sample("consultancy-en.pdf"), as: 2, until: patience)
        #expect(try !reader.read(page: 1, settings: ReadSettings(), until: patience).page.lines.isEmpty)
    }

    @Test func `stopping a document ends its page at once and is no crash`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        let document = try open("office-scan-de.pdf", in: pool)
        let error = Mutex<(any Error)?>(nil)
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do { _ = try document.read(page: 1) } catch let thrown { error.withLock { $0 = thrown } }
            ended.signal()
        }
        document.stop()
        #expect(ended.wait(timeout: .now() + 600) == .success)
        #expect(error.withLock { $0 is Cancelled })
        document.close()
        let next = try open("consultancy-en.pdf", in: pool)
        #expect(try !next.read(page: 1).page.lines.isEmpty)
        next.close()
    }

    @Test func `who calls a document off waits neither for a reader that starts nor for one that is lent`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slow-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try TestProgram.write("#!/bin/sh\nexec /bin/sleep 3600\n", to: folder + "/reader")
        let pool = ReaderPool(executable: folder + "/reader", count: 1)
        let cancellation = CancellationToken()
        let errors = Mutex<[any Error]>([])
        let ended = DispatchGroup()
        for _ in 1...2 {
            ended.enter()
            Thread.detachNewThread {
                do { _ = try open("consultancy-en.pdf", in: pool, cancellation: cancellation) } catch {
                    errors.withLock { $0.append(error) }
                }
                ended.leave()
            }
        }
        cancellation.set()
        #expect(ended.wait(timeout: .now() + 600) == .success)
        #expect(errors.withLock { $0.count == 2 && $0.allSatisfy { $0 is Cancelled } })
    }

    @Test func `a deadline that passes is a timeout`() throws {
        let reader = ReaderChild(executable: BuiltReader.path)
        defer { reader.stop() }
        _ = try reader.open(BuiltReader.sample("office-scan-de.pdf"), as: 1, until: patience)
        let failure = #expect(throws: JobFailure.self) {
            try reader.read(page: 1, settings: ReadSettings(), until: .now + .milliseconds(5))
        }
        #expect(failure?.code == .timedOut)
    }

    @Test func `a reader that is not installed is the operator's matter, and passes`() {
        let pool = ReaderPool(executable: "/nowhere/ocr-invoice-reader", count: 1)
        let failure = #expect(throws: JobFailure.self) { try open("consultancy-en.pdf", in: pool) }
        #expect(failure?.kind == .transient)
    }

    /// Waits until a fork has used processor time since it was first seen, and is in mid-page: the one that opened the
    /// document, or the one that has the engine for it.
    private func busyFork(of reader: ReaderChild) throws -> pid_t {
        var starts: [pid_t: Int] = [:]
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            if let fork = reader.processes?.fork, let used = ticks(of: fork) {
                if used >= starts[fork, default: used] + 5 { return fork }
                starts[fork] = starts[fork] ?? used
            }
            try #require(ContinuousClock.now < deadline)
            usleep(2000)
        }
    }

    private func ticks(of process: pid_t) -> Int? {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
    }
}
