import Foundation
import TestSupport
import Testing
import Threads

@testable import InvoiceServer

struct OwnProtectionTests {
    @Test func `a process that gave up writable code starts programs that have not`() throws {
        guard OwnProtection.denyWritableCode() else { return }  // The kernel is older than 6.6.
        let length = 4096
        #expect(mmap(nil, length, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
        let code = "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC); print('made')"
        let (_, output) = try ChildProcess.run("/usr/bin/python3", ["-c", code])
        #expect(output.contains("made"))
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
