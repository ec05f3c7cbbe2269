import CSystem
import Foundation
import TestSupport
import Testing
import Threads

@testable import InvoiceServer

struct OwnProtectionTests {
    private static let isOlderKernel: Int32 = 77
    private static let isStillWritable: Int32 = 78

    /// In a fork, since it cannot be taken back: recognisers of this process could compile no more code.
    @Test func `a process that gave up writable code starts programs that have not`() throws {
        let code = "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)"
        let words = ["python3", "-c", code]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        let pid = csystem_fork()
        if pid == 0 {
            guard OwnProtection.denyWritableCode() else { _exit(Self.isOlderKernel) }
            guard mmap(nil, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED else {
                _exit(Self.isStillWritable)
            }
            execv("/usr/bin/python3", arguments)
            _exit(1)
        }
        var status: Int32 = -1
        try #require(pid > 0 && waitpid(pid, &status, 0) == pid)
        // The kernel may be older than 6.6.
        #expect(status == 0 || status == Self.isOlderKernel << 8, "status \(status)")
    }

    @Test func `what a process needs grows with what it does`() throws {
        var configuration = try Configuration(SettingSource(flags: [:], environment: [:]))
        (configuration.threads, configuration.readers) = (8, 2)
        let answering = configuration.threadNeed(listens: true, reads: false)
        let working = configuration.threadNeed(listens: false, reads: true)
        let both = configuration.threadNeed(listens: true, reads: true)
        #expect(answering.processes == 0 && answering.threads > 8)
        #expect(working.processes == 8, "two readers, two for trials, and a fork each")
        #expect(both.threads > answering.threads && both.threads > working.threads)
    }

    @Test func `a program's output is taken, and one that does not end is ended`() throws {
        #expect(ProgramOutput.of("/bin/echo", ["a b"]) == "a b\n")
        #expect(ProgramOutput.of("/nowhere/program", []) == nil)
        #expect(ProgramOutput.of("/bin/sleep", ["3600"], within: .milliseconds(50)) == nil)
    }
}
