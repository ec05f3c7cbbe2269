import Foundation
import TestSupport
import Testing

/// Programs of others judge the API by openapi.yaml, through nginx: a generated client, and schemathesis in short.
@Suite struct ConformanceTests {
    @Test func `a client that others generated reads an invoice, and schemathesis finds no fault`() throws {
        // A server of its own: thousands of jobs and wrong keys would disturb the other tests.
        let secret = ["OCR_INVOICE_SECRET_KEY": String(repeating: "5a", count: 32)]
        let server = try RunningServer(database: PrivateMariaDB.shared.get(), settings: secret)
        let keyFile = server.folder + "/key"
        try server.key.write(toFile: keyFile, atomically: true, encoding: .utf8)
        let (status, output) = try ChildProcess.run(
            "/bin/bash",
            [
                PrivateNginx.root + "/scripts/conformance", "--url", "http://127.0.0.1:\(server.nginx.port)",
                "--key-file", keyFile, "--examples", "5",
            ])
        #expect(status == 0, "\(output.suffix(8000))")
        #expect(output.contains("A generated client read invoice INV-002417"))
        #expect(output.contains(/([0-9]+) selected \/ \1 total/), "every operation is tried")
    }
}
