import Foundation
import TestSupport
import Testing

/// The short form of `scripts/chaos`: real processes, a real database and real documents, broken on purpose.
@Suite(.serialized) struct ChaosTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: [
        "submit", "crash", "away", "cancel", "folder", "folder-lock", "folder-full", "threads", "read-only", "password",
    ])
    func `a job survives`(_ fault: String) throws {
        let result = try ChildProcess.run(
            "/usr/bin/python3",
            [
                Self.root.appending(path: "scripts/chaos").path, "--build", "debug", "--jobs", "30", "--hurry",
                "--patience", "10", fault,
            ])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("pass  \(fault)"))
    }
}
