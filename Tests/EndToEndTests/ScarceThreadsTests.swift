import Foundation
import Glibc
import TestSupport
import Testing

/// A machine that makes few threads and processes, and one whose other programs are curious.
///
/// One after the other: what runs as the same user counts among its threads.
@Suite(.serialized) struct ScarceThreadsTests {
    /// The words that make the program a stranger's, where the test is root; the kernel does not limit root itself.
    private static func asStranger(_ words: [String]) -> [String] {
        guard geteuid() == 0 else { return words }
        return ["setpriv", "--reuid", "61235", "--regid", "61235", "--clear-groups", "--inh-caps=-all", "--"] + words
    }

    @Test func `a process that cannot have its threads says how many it needs, and ends`() throws {
        let work = Self.asStranger([RunningServer.program, "work", "--drain", "--seconds", "40"])
        let (status, output) = try ChildProcess.run("/usr/bin/env", ["prlimit", "--nproc=6:6"] + work)
        #expect(status == 1)
        #expect(output.contains(/This process needs \d+ threads and processes/), "\(output)")
    }

    @Test func `whoever runs as the server's user does not see its environment`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        chmod(folder, 0o777)
        let words = Self.asStranger([RunningServer.program, "work", "--work-folder", folder + "/work"])
        let log = folder + "/log"
        let worker = try ChildProcess("/usr/bin/env", words, log: log)
        defer { worker.end(with: SIGKILL) }
        #expect(waitUntil { (try? String(contentsOfFile: log, encoding: .utf8))?.contains("started") == true })
        let look = Self.asStranger(["cat", "/proc/\(worker.pid)/environ"])
        let (status, output) = try ChildProcess.run("/usr/bin/env", look)
        #expect(status != 0 && output.contains("denied"), "\(output)")
    }
}
