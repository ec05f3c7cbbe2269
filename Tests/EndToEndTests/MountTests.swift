import Foundation
import JSON
import TestSupport
import Testing

/// The API under a path of somebody else's site.
@Suite struct MountTests {
    @Test func `under a path everything answers as at the root, and links name the path`() throws {
        let server = try RunningServer.shared.get()
        var client = server.client
        client.mount = "/mounted/here"
        #expect(try client.get("/health/live").status == 200)
        let body = """
            {"jobNumber": "\(UUID().uuidString)", "documentName": "a", "documentUrl": "https://example.com/a.pdf", "template": "default"}
            """
        let created = try client.post("/ocr-invoice-job", body)
        #expect(created.status == 201, "\(created.text)")
        let location = try #require(created.headers["location"])
        #expect(location.contains("/mounted/here/ocr-invoice-job/"))
        let path = try #require(location.range(of: "/ocr-invoice-job/").map { String(location[$0.lowerBound...]) })
        #expect(try client.get(path).status == 200)
    }

    @Test func `a path beside the mount does not reach the API`() throws {
        let server = try RunningServer.shared.get()
        #expect(try server.client.get("/mounted/ocr-invoice-job").status == 404)
    }
}
