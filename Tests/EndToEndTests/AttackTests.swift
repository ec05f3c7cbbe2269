import Foundation
import TestSupport
import Testing

/// Short forms of `scripts/attack`: a real server behind nginx is told what no sound client says.
@Suite(.serialized) struct AttackTests {
    /// Of each: a build without optimisation is slow, so all limits of time are multiplied.
    @Test(arguments: [
        (["A-16", "A-17"], "A-17"), (["A-18"], "A-18"), (["A-23", "A-24"], "A-24"),
        (["A-25", "--count", "300"], "A-25"), (["A-26"], "A-26"),
    ])
    func `a server stands what strangers tell it`(_ arguments: [String], last: String) throws {
        let (status, output) = try ChildProcess.run(
            "/usr/bin/python3",
            [PrivateNginx.root + "/scripts/attack", "--build", "debug", "--patience", "10"] + arguments)
        #expect(status == 0, "\(output.suffix(8000))")
        #expect(output.contains("pass  \(last)"))
    }
}
