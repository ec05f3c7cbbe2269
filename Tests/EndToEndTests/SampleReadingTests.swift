import Foundation
import TestSupport
import Testing

/// The samples through nginx, FastCGI, MariaDB and the readers, by the same script that a newcomer runs.
@Suite struct SampleReadingTests {
    @Test func `every sample is read as expected`() throws {
        let server = try RunningServer.shared.get()
        let keyFile = server.folder + "/key"
        try server.key.write(toFile: keyFile, atomically: true, encoding: .utf8)
        let (status, output) = try ChildProcess.run(
            "/usr/bin/python3",
            [
                PrivateNginx.root + "/scripts/show-samples", "--url", "http://127.0.0.1:\(server.nginx.port)",
                "--key-file", keyFile, PrivateNginx.root + "/Tests/Samples",
            ])
        #expect(status == 0, "\(output.suffix(6000))")
    }
}
