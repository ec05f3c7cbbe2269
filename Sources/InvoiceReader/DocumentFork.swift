import CSystem
import Glibc
import ReaderWire
import Reading

/// One document's own process, as its parent sees it.
final class DocumentFork {
    /// What a fork says by its exit status when it is to recognise a page and was forked without an engine: loaded in
    /// the parent, it serves all that follow.
    private static let needsEngine: Int32 = 3

    let pid: pid_t
    /// Nil where no document is opened.
    private let path: String?
    private let words: HunspellWords
    private let looksAtAttachments: Bool
    private var hasAnswered = false
    /// What it was asked and has not answered.
    private var question: FrameChannel.Frame?
    /// Whether the look-over was told by the fork before this one.
    private var isSecond = false
    /// To read what it answers and write what it is asked.
    private let channel: FrameChannel

    /// Forks; in the fork this does not return.
    init(path: String?, recognisers: Recognisers, words: HunspellWords, looksAtAttachments: Bool = true) throws {
        let (requests, replies) = (try Pipe(), try Pipe())
        let parent = getpid()
        let pid = csystem_fork()
        if pid == 0 {
            recognisers.whenCold = { _exit(Self.needsEngine) }
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
        // Without a document there is no look-over to come first.
        hasAnswered = path == nil
        channel = FrameChannel(input: replies.reading, output: requests.writing)
    }

    deinit {
        close(channel.input)
        close(channel.output)
    }

    /// Where it can be heard that an answer is there.
    var hearing: Int32 { channel.input }

    func ask(_ frame: FrameChannel.Frame) {
        question = frame
        // A fork that has just died is reported by its closed pipe.
        try? channel.send(frame)
    }

    /// What the document's process says next; nil when it is gone, or no longer says what our own program would say.
    func answer() -> (frame: FrameChannel.Frame, isKnown: Bool)? {
        guard let frame = try? channel.receive(), ReaderReply.isFromDocument(frame), !Self.putsOff(frame)
        else { return nil }
        if hasAnswered { question = nil }
        defer { hasAnswered = true }
        return (frame, isSecond && !hasAnswered)
    }

    /// Only the machine puts a job off: a document that could say so would be tried for ever.
    private static func putsOff(_ frame: FrameChannel.Frame) -> Bool {
        guard frame.header.starts(with: "{\"tell\":\"failure\"".utf8) else { return false }
        guard case .failure(let failure)? = try? ReaderReply(frame) else { return true }
        return failure.kind == .postponed
    }

    /// Another fork for the same document where this one's end is no reason to give it up; else nil.
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

    /// For one that crashed before it had said what the document is: Poppler reads the null pointer that a string in
    /// place of an embedded file's description is to it. The pages can be read all the same.
    private func withoutAttachments(after end: ForkEnd, _ recognisers: Recognisers) throws -> DocumentFork? {
        guard looksAtAttachments, !hasAnswered, [.signal(SIGSEGV), .signal(SIGBUS), .signal(SIGABRT)].contains(end)
        else { return nil }
        return try DocumentFork(path: path, recognisers: recognisers, words: words, looksAtAttachments: false)
    }

    /// Waits without reaping, so that the number stays its own.
    func waitForEnd() -> ForkEnd {
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) < 0 {
            guard errno == EINTR else { return .exit(-1) }
        }
        let status = csystem_child_status(&information)
        return information.si_code == CLD_EXITED ? .exit(status) : .signal(status)
    }

    /// The fork's life, left by `_exit` alone: buffers and exit handlers belong to the parent.
    private static func become(_ session: DocumentSession, _ requests: Pipe, _ replies: Pipe, parent: pid_t) -> Never {
        csystem_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL))
        guard getppid() == parent else { _exit(1) }
        dup2(requests.reading, STDIN_FILENO)
        dup2(replies.writing, STDOUT_FILENO)
        // The libraries' complaints about a stranger's file are not for the operator's log.
        let nowhere = csystem_open_for_writing("/dev/null")
        if nowhere >= 0 { dup2(nowhere, STDERR_FILENO) }
        csystem_close_from(3)
        guard Confinement.apply(reading: session.path ?? "/nonexistent") else { _exit(Confinement.unlimited) }
        _exit(session.run())
    }
}

/// Both ends of a pipe, closed at exec.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard csystem_blocking_pipe(&ends) == 0 else { throw ReaderProcessError.cannotFork(errno: errno) }
        (reading, writing) = (ends[0], ends[1])
    }
}
