import CSystem
import Glibc
import Invoices
import ReaderWire

/// Starts `ocr-invoice-reader` with two pipes and almost nothing of the server's environment.
enum ReaderSpawn {
    /// A running reader and the pipes to it.
    struct Process: Sendable {
        let pid: pid_t
        let channel: FrameChannel

        /// Closes the pipes, which ends the reader, and reaps it; call it once. A reader that is still starting does
        /// not read its pipes yet, and is killed.
        func end() {
            close(channel.output)
            close(channel.input)
            let patience = ContinuousClock.now + .seconds(2)
            while isThere {
                if ContinuousClock.now > patience { kill(pid, SIGKILL) }
                usleep(5000)
            }
        }

        private var isThere: Bool {
            var status: Int32 = 0
            let found = waitpid(pid, &status, WNOHANG)
            return found == 0 || (found < 0 && errno == EINTR)
        }
    }

    /// The variables for language data and fonts. A reader gets no others, above all no passwords.
    private static let inherited = [
        "PATH", "HOME", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "FONTCONFIG_PATH",
        "XDG_CACHE_HOME", "OCR_INVOICE_LINE_RECOGNITION", "DICPATH",
    ]
    private static let fixed = [
        // Must be set before exec: Tesseract's OpenMP reads it when it is loaded, and its threads would hang a fork.
        "OMP_THREAD_LIMIT=1",
        // Binds symbols once at exec, instead of again in every fork.
        "LD_BIND_NOW=1",
        // The runtime's backtracer would take time and write to the pipe.
        "SWIFT_BACKTRACE=enable=no",
        "LC_ALL=C.UTF-8",
    ]

    static func start(_ executable: String) throws -> Process {
        let (requests, replies) = (try ends(), try ends())
        defer {
            close(requests.reading)
            close(replies.writing)
        }
        do {
            let pid = try spawn(executable, input: requests.reading, output: replies.writing)
            return Process(pid: pid, channel: FrameChannel(input: replies.reading, output: requests.writing))
        } catch {
            close(requests.writing)
            close(replies.reading)
            throw error
        }
    }

    private static func spawn(_ executable: String, input: Int32, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        clearSignals(&attributes)
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(executable), nil]
        var variables = environment().map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, &attributes, &arguments, &variables)
        guard code == 0 else {
            throw refused(executable, code)
        }
        return pid
    }

    /// A lack of processes or descriptors is a temporary fault of the machine. A missing program needs the operator.
    private static func refused(_ what: String, _ code: Int32) -> JobFailure {
        let detail = "\(what): \(String(cString: strerror(code)))"
        guard ![EAGAIN, ENOMEM, EMFILE, ENFILE].contains(code) else { return .machine(detail) }
        return JobFailure(
            .internalError, "The reader cannot be started. Ask the server's operator.", kind: .transient, detail: detail
        )
    }

    /// The server blocks signals, for which its main thread waits; the reader starts with none blocked. In a process
    /// group of its own, a terminal's Ctrl-C does not end it before the server has closed its documents.
    private static func clearSignals(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    }

    private static func environment() -> [String] {
        fixed + inherited.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
    }

    private static func ends() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard csystem_blocking_pipe(&ends) == 0 else { throw refused("pipe", errno) }
        return (ends[0], ends[1])
    }
}
