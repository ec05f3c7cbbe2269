import CSystem
import Foundation
import Invoices
import ReaderWire
import Reading

/// The parent process: forks for every document, passes frames between server and fork, and keeps the engines loaded
/// once a page had to be recognised.
///
/// It passes on whole frames only, so that a fork that is killed in the middle of one does not break the protocol.
final class ReaderProcess {
    private let server = FrameChannel(input: STDIN_FILENO, output: STDOUT_FILENO)
    private let recognisers = Recognisers(triesNetworkFirst: true)
    private let words = HunspellWords()
    private var rehearsal: WarmUpDocument?
    private var fork: DocumentFork?
    /// Ended forks, reaped only at the next document, so that no other process gets their numbers while the server may
    /// kill
    /// them.
    private var ended: [pid_t] = []

    /// Serves until the server closes its end, and returns the exit status.
    func run() -> Int32 {
        do {
            try prepare()
            try serve()
            return 0
        } catch {
            // Best effort, since the server itself may be gone.
            try? server.send(ReaderReply.unable("\(error)").frame)
            return 1
        }
    }

    private func prepare() throws {
        try rehearse()
        try checkThreads()
    }

    /// Forking copies one thread only: a lock that another thread holds would stay locked in the fork for ever.
    private func checkThreads() throws {
        guard Self.threadCount == 1 else { throw ReaderProcessError.severalThreads }
    }

    /// Also encodes a summary, a page and an extraction's result.
    private func rehearse() throws {
        let rehearsal = try WarmUpDocument(recognisers)
        for reply in [
            ReaderReply.summary(rehearsal.summary), .page(rehearsal.page), .extraction(rehearsal.extraction),
        ] {
            _ = try ReaderReply(reply.frame)
        }
        _ = try ReaderRequest(ReaderRequest.extract(ExtractionRequest(template: WarmUpDocument.template)).frame)
        self.rehearsal = rehearsal
    }

    private func serve() throws {
        while true {
            let (fromServer, fromFork) = try waitForInput()
            if fromFork, let fork { try relay(from: fork) }
            if fromServer {
                guard let frame = try server.receive() else { return end() }
                try handle(frame)
            }
        }
    }

    private func waitForInput() throws -> (server: Bool, fork: Bool) {
        var descriptors = [pollfd(fd: server.input, events: Int16(POLLIN), revents: 0)]
        if let fork { descriptors.append(pollfd(fd: fork.hearing, events: Int16(POLLIN), revents: 0)) }
        while poll(&descriptors, nfds_t(descriptors.count), -1) < 0 {
            guard errno == EINTR else { throw FrameChannel.Failure.system(errno: errno) }
        }
        return (descriptors[0].revents != 0, descriptors.count > 1 && descriptors[1].revents != 0)
    }

    private func handle(_ frame: FrameChannel.Frame) throws {
        guard ReaderRequest.isForReader(frame) else {
            // The fork's end has been sent and is the answer. A second answer would be taken for the next document's.
            fork?.ask(frame)
            return
        }
        guard fork == nil else { throw ReaderProcessError.documentStillOpen }
        switch try ReaderRequest(frame) {
        case .open(let path, let warm, let dictionaries):
            recognisers.warm(upToFour: warm)
            words.warm(dictionaries)
            try open(path)
        case .begin(let dictionaries):
            words.warm(dictionaries)
            try open(nil)
        case .page, .region, .pdf, .hold, .extract, .propose, .learn, .close: break
        }
    }

    private func open(_ path: String?) throws {
        reap()
        try checkThreads()
        try orPutOff(.exit(0)) { try begin(DocumentFork(path: path, recognisers: recognisers, words: words)) }
    }

    /// If the machine allows no new process now, the document is postponed and the reader continues.
    private func orPutOff(_ end: ForkEnd, _ body: () throws -> Void) throws {
        do { try body() } catch ReaderProcessError.cannotFork(let code) {
            try putOff("fork: \(String(cString: strerror(code)))", .postponed, end)
        }
    }

    private func putOff(_ reason: String, _ kind: JobFailure.Kind, _ end: ForkEnd) throws {
        let failure = JobFailure(
            .internalError, "The server cannot process the document right now. It will try again by itself.",
            kind: kind, detail: reason)
        try server.send(ReaderReply.failure(failure).frame)
        try server.send(ReaderReply.ended(end).frame)
    }

    private func begin(_ fork: DocumentFork) throws {
        self.fork = fork
        try server.send(ReaderReply.forked(pid: fork.pid).frame)
    }

    private func relay(from fork: DocumentFork) throws {
        if let (frame, isKnown) = fork.answer() {
            if !isKnown { try server.send(frame) }
            return
        }
        kill(fork.pid, SIGKILL)
        let end = fork.waitForEnd()
        ended.append(fork.pid)
        self.fork = nil
        // A document that took over its process could exit like this, so it is not retried for ever.
        if end == .exit(Confinement.unlimited) { return try putOff("a limit could not be set", .transient, end) }
        try orPutOff(end) {
            if let other = try fork.successor(after: end, recognisers: recognisers) { return try begin(other) }
            try server.send(ReaderReply.ended(end).frame)
        }
    }

    private func end() {
        if let fork {
            kill(fork.pid, SIGKILL)
            _ = fork.waitForEnd()
            ended.append(fork.pid)
        }
        reap()
    }

    private func reap() {
        var status: Int32 = 0
        for pid in ended { while waitpid(pid, &status, 0) < 0, errno == EINTR {} }
        ended = []
    }

    private static var threadCount: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count) ?? 0
    }
}

/// Why a reader does not work.
enum ReaderProcessError: Error {
    /// The environment does not have OMP_THREAD_LIMIT=1, or a library started a thread.
    case severalThreads
    case documentStillOpen
    case cannotFork(errno: Int32)
}
