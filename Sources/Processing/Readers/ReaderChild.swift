import CSystem
import Foundation
import Glibc
import Invoices
import ReaderWire
import Synchronization

/// The server's handle on one `ocr-invoice-reader`, which is started when it is first needed and after it died.
///
/// One borrower uses it at a time. Any thread may call `killFork` in the meantime.
final class ReaderChild: Sendable {
    private struct State {
        var process: ReaderSpawn.Process?
        var fork: pid_t?
        /// The document that the fork has open.
        var document: Int?
        /// The numbers of the pages that the fork holds, for an extraction.
        var held: Set<Int> = []
        /// The document to kill, maybe before its fork is known.
        var killed: Int?
        /// The languages of earlier pages: the next document probably has the same.
        var languages: [String] = []
    }

    /// The pause between two checks that the answer is still wanted.
    private static let glance = Duration.milliseconds(250)

    private let executable: String
    private let state = Mutex(State())

    init(executable: String) {
        self.executable = executable
    }

    deinit { stop() }

    /// The document that the fork has open; nil without one.
    var document: Int? { state.withLock { $0.document } }

    /// The process numbers of the reader and of its fork; nil without a fork.
    var processes: (reader: pid_t, fork: pid_t)? {
        state.withLock { state in
            guard let process = state.process, let fork = state.fork else { return nil }
            return (process.pid, fork)
        }
    }

    /// Opens a document in a fork of its own, and closes the one that was open.
    func open(
        _ path: String, as document: Int, loadingDictionaries: Bool = false, until deadline: ContinuousClock.Instant
    ) throws -> DocumentSummary {
        let channel = try idleChannel()
        state.withLock { $0.document = document }
        let languages = state.withLock { $0.languages }
        let request = ReaderRequest.open(
            path: path, warm: languages, dictionaries: loadingDictionaries ? languages : [])
        guard case .summary(let summary) = try ask(request, channel, until: deadline) else {
            throw lost("no look-over")
        }
        return summary
    }

    /// Sends the pages that the fork does not hold.
    func handOver(_ pages: [Page], until deadline: ContinuousClock.Instant) throws -> FrameChannel {
        let channel = try started().channel
        let held = state.withLock { $0.held }
        for page in pages where !held.contains(page.number) {
            try send(.hold(page), on: channel, until: deadline)
            state.withLock { _ = $0.held.insert(page.number) }
        }
        return channel
    }

    /// A fork without a document.
    func begin(
        _ document: Int, loadingDictionaries: Bool, until deadline: ContinuousClock.Instant
    ) throws {
        let channel = try idleChannel()
        state.withLock { $0.document = document }
        let languages = state.withLock { $0.languages }
        try send(.begin(dictionaries: loadingDictionaries ? languages : []), on: channel, until: deadline)
        // Received before more is sent: from here on the fork can be killed.
        guard case .forked = try receive(channel, until: deadline) else { throw lost("no fork") }
    }

    /// Asks the fork to end, and waits for its end. Does nothing without a fork.
    func close() {
        guard let channel = state.withLock({ $0.document == nil ? nil : $0.process?.channel }) else { return }
        do {
            try channel.send(ReaderRequest.close.frame)
            let deadline = ContinuousClock.now + .seconds(2)
            while true {
                if case .ended = try receive(channel, until: deadline) { return }
            }
        } catch {
            // It does not answer: end the reader; a new one is started when it is needed.
            stop()
        }
    }

    /// Kills the process of that document, even while a caller waits for it. Another document's process is not
    /// affected.
    func killFork(of document: Int) {
        state.withLock { state in
            guard state.document == document else { return }
            state.killed = document
            if let fork = state.fork { kill(fork, SIGKILL) }
        }
    }

    /// Ends the reader itself: it sees its pipe close and ends its fork.
    func stop() {
        let process = state.withLock { state in
            defer { state = State(languages: state.languages) }
            if let fork = state.fork { kill(fork, SIGKILL) }
            return state.process
        }
        process?.end()
    }

    /// The channel of a reader without a document.
    ///
    /// An idle reader sends nothing. If its pipe is readable, it has ended, maybe killed for its memory. It is replaced
    /// here, so that its end does not cost the next document an attempt.
    private func idleChannel() throws -> FrameChannel {
        close()
        if let channel = state.withLock({ $0.process?.channel }), channel.isReadable { stop() }
        return try started().channel
    }

    func started() throws -> ReaderSpawn.Process {
        if let process = state.withLock({ $0.process }) { return process }
        let process = try ReaderSpawn.start(executable)
        state.withLock { $0.process = process }
        return process
    }

    // MARK: Asking

    func ask(
        _ request: ReaderRequest, _ channel: FrameChannel, until deadline: ContinuousClock.Instant,
        watch: () -> Void = {}
    ) throws -> ReaderReply {
        try send(request, on: channel, until: deadline)
        while true {
            switch try receive(channel, until: deadline, watch: watch) {
            case .forked: continue
            case .failure(let failure): throw failure
            case .ended(.signal(SIGXCPU)): throw JobFailure.outOfTime(request)
            case .ended(let end): throw JobFailure.readerCrash("\(end)")
            case .unable(let reason): throw lost(reason)
            case let reply: return reply
            }
        }
    }

    private func send(
        _ request: ReaderRequest, on channel: FrameChannel, until deadline: ContinuousClock.Instant
    ) throws {
        do {
            try channel.send(request.frame, until: deadline)
        } catch FrameChannel.Failure.timedOut {
            // It no longer reads, and has received half a message.
            stop()
            throw JobFailure.timedOut
        } catch {
            throw lost("\(error)")
        }
    }

    private func receive(
        _ channel: FrameChannel, until deadline: ContinuousClock.Instant, watch: () -> Void = {}
    ) throws -> ReaderReply {
        do {
            try awaitReply(channel, until: deadline, watch)
            guard let frame = try channel.receive(until: deadline) else { throw lost("the reader ended") }
            let reply = try ReaderReply(frame)
            note(reply)
            return reply
        } catch FrameChannel.Failure.timedOut {
            // The protocol is out of step: the answer may be half read.
            stop()
            throw JobFailure.timedOut
        } catch let failure as JobFailure {
            throw failure
        } catch WireError.impossible {
            throw takenOver(WireError.impossible)
        } catch {
            throw lost("\(error)")
        }
    }

    /// Waits for an answer. A reader that is starting has no fork to kill yet, so a cancelled document does not wait
    /// until it has one.
    private func awaitReply(
        _ channel: FrameChannel, until deadline: ContinuousClock.Instant, _ watch: () -> Void
    ) throws {
        while ContinuousClock.now < deadline, try !channel.isReadable(by: min(deadline, .now + Self.glance)) {
            watch()
            let isCalledOff = state.withLock { $0.fork == nil && $0.killed != nil && $0.killed == $0.document }
            if isCalledOff { throw lost("cancelled before it began") }
        }
    }

    private func note(_ reply: ReaderReply) {
        state.withLock { state in
            switch reply {
            case .forked(let pid):
                state.fork = pid
                state.held = []
                if state.killed == state.document { kill(pid, SIGKILL) }
            case .page(let read):
                state.held.insert(read.page.number)
                // Only recognition loads a language.
                if read.page.source == .ocr, let language = read.page.language, !state.languages.contains(language) {
                    state.languages.append(language)
                }
            case .ended:
                (state.fork, state.document, state.killed, state.held) = (nil, nil, nil, [])
            default: break
            }
        }
    }

    /// The document's process sent what our program never sends. The document caused it, so it counts like a crash.
    func takenOver(_ error: WireError) -> JobFailure {
        stop()
        return .readerCrash("\(error)")
    }

    /// The reader itself is broken; the next document gets a new one.
    func lost(_ detail: String) -> JobFailure {
        stop()
        return .brokenReader(detail)
    }
}
