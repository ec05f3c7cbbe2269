import CSystem
import Glibc
import ReaderWire
import Reading

/// The parent's handle on one document's process.
final class DocumentFork {
    /// The exit status of a fork that must recognise a page but has no engine. The parent then loads the engine, for
    /// all later forks.
    private static let needsEngine: Int32 = 3

    let pid: pid_t
    /// Nil if no document is opened.
    private let path: String?
    private let words: HunspellWords
    private let looksAtAttachments: Bool
    private var hasAnswered = false
    /// The request that it has not answered yet.
    private var question: FrameChannel.Frame?
    /// True if the fork before this one already sent the document's summary.
    private var isSecond = false
    /// The channel for requests and answers.
    private let channel: FrameChannel

    /// Forks. In the fork this does not return.
    init(path: String?, recognisers: Recognisers, words: HunspellWords, looksAtAttachments: Bool = true) throws {
        let (requests, replies) = (try Pipe(), try Pipe())
        let parent = getpid()
        let pid = csystem_fork()
        if pid == 0 {
            recognisers.onColdStart = { _exit(Self.needsEngine) }
            let session = DocumentSession(
                path: path, recognisers: recognisers, words: words, looksAtAttachments: looksAtAttachments,
                channel: FrameChannel(input: STDIN_FILENO, output: STDOUT_FILENO))
            Self.become(session, requests, replies, parent: parent)
        }
        close(requests.reading)
        close(replies.writing)
        guard pid > 0 else {
            let code = errno
            close(requests.writing)
            close(replies.reading)
            throw ReaderProcessError.cannotFork(errno: code)
        }
        (self.pid, self.path, self.words, self.looksAtAttachments) = (pid, path, words, looksAtAttachments)
        // Without a document there is no summary to wait for.
        hasAnswered = path == nil
        channel = FrameChannel(input: replies.reading, output: requests.writing)
    }

    deinit {
        close(channel.input)
        close(channel.output)
    }

    /// The descriptor that becomes readable when there is an answer.
    var hearing: Int32 { channel.input }

    func ask(_ frame: FrameChannel.Frame) {
        question = frame
        // If the fork has just died, its closed pipe reports that.
        try? channel.send(frame)
    }

    /// The next answer of the document's process; nil if it has ended or no longer follows the protocol.
    func answer() -> (frame: FrameChannel.Frame, isKnown: Bool)? {
        guard let frame = try? channel.receive(), ReaderReply.isFromDocument(frame), !Self.putsOff(frame)
        else { return nil }
        if hasAnswered { question = nil }
        defer { hasAnswered = true }
        return (frame, isSecond && !hasAnswered)
    }

    /// True for an answer that postpones the job, which only the reader may send: a document that could would be
    /// retried for
    /// ever.
    private static func putsOff(_ frame: FrameChannel.Frame) -> Bool {
        guard frame.header.starts(with: "{\"tell\":\"failure\"".utf8) else { return false }
        guard case .failure(let failure)? = try? ReaderReply(frame) else { return true }
        return failure.kind == .postponed
    }

    /// Another fork for the same document, if this one's end is no reason to give the document up; else nil.
    func successor(after end: ForkEnd, recognisers: Recognisers) throws -> DocumentFork? {
        if end == .exit(Self.needsEngine), recognisers.isCold { return try withEngine(recognisers) }
        return try withoutAttachments(after: end, recognisers)
    }

    private func withEngine(_ recognisers: Recognisers) throws -> DocumentFork {
        try recognisers.warm()
        let fork = try DocumentFork(
            path: path, recognisers: recognisers, words: words, looksAtAttachments: looksAtAttachments)
        fork.isSecond = hasAnswered
        if let question { fork.ask(question) }
        return fork
    }

    /// A fork that ignores attachments, for a document that crashed before its summary: if an embedded file's
    /// description is a string, Poppler reads a null pointer. The pages can still be read.
    private func withoutAttachments(after end: ForkEnd, _ recognisers: Recognisers) throws -> DocumentFork? {
        guard looksAtAttachments, !hasAnswered, [.signal(SIGSEGV), .signal(SIGBUS), .signal(SIGABRT)].contains(end)
        else { return nil }
        return try DocumentFork(path: path, recognisers: recognisers, words: words, looksAtAttachments: false)
    }

    /// Waits without reaping, so that no other process gets its number.
    func waitForEnd() -> ForkEnd {
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0 {
            guard errno == EINTR else { return .exit(-1) }
        }
        let status = csystem_child_status(&information)
        return information.si_code == CLD_EXITED ? .exit(status) : .signal(status)
    }

    /// Runs the fork. It leaves only by `_exit`, since buffers and exit handlers belong to the parent.
    private static func become(_ session: DocumentSession, _ requests: Pipe, _ replies: Pipe, parent: pid_t) -> Never {
        csystem_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL))
        guard getppid() == parent else { _exit(1) }
        dup2(requests.reading, STDIN_FILENO)
        dup2(replies.writing, STDOUT_FILENO)
        // The libraries' messages about a document do not belong in the operator's log.
        let nowhere = csystem_open_for_writing("/dev/null")
        if nowhere >= 0 { dup2(nowhere, STDERR_FILENO) }
        csystem_close_from(3)
        guard Confinement.apply(reading: session.path ?? "/nonexistent") else { _exit(Confinement.unlimited) }
        _exit(session.run())
    }
}

/// Both ends of a pipe, which are closed at exec.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard csystem_blocking_pipe(&ends) == 0 else { throw ReaderProcessError.cannotFork(errno: errno) }
        (reading, writing) = (ends[0], ends[1])
    }
}
