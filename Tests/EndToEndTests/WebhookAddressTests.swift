import TestSupport
import Testing

/// Which webhooks the whole server takes, by its own address policy.
@Suite struct WebhookAddressTests {
    @Test func `a webhook inside is taken only where the operator vouches for it`() throws {
        let settings = [
            "OCR_INVOICE_SECRET_KEY": String(repeating: "5a", count: 32), "OCR_INVOICE_ALLOW_HOSTS": "127.0.0.1:9090",
        ]
        let server = try RunningServer(database: PrivateMariaDB.shared.get(), settings: settings)
        func code(_ url: String) throws -> String {
            let answer = try server.client.post(
                "/ocr-invoice-webhook", #"{"url": "\#(url)", "events": ["job.failed"]}"#)
            return try answer.json()["errors"]?.array?.first?["code"]?.string ?? "\(answer.status)"
        }
        #expect(try code("https://erp.example/hook") == "201")
        #expect(try code("http://127.0.0.1:9090/hook") == "201")
        #expect(try code("http://127.0.0.1/hook") == "not_allowed")
        #expect(try code("http://[::1]/hook") == "not_allowed")
        #expect(try code("https://erp.example:22/hook") == "not_allowed")
        #expect(try code("https://user@erp.example/hook") == "format")
    }
}
