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

    @Test func `answers of some size are compressed, and their tags are taken back`() throws {
        let server = try RunningServer.shared.get()
        let accepts = ["Accept-Encoding": "gzip"]
        let text = try server.client.get("/openapi.json", headers: accepts)
        #expect(text.headers["content-encoding"] == "gzip")
        #expect(try server.client.get("/health/live", headers: accepts).headers["content-encoding"] == nil)
        let body = """
            {"jobNumber": "\(UUID().uuidString)", "documentName": "a", "documentUrl": "https://example.com/a.pdf",
            "template": "default", "metadata": {"text": "\(String(repeating: "words ", count: 400))"}}
            """
        let created = try server.client.post("/ocr-invoice-job", body)
        let id = try #require(try created.json()["data"]?["_id"]?.string)
        let path = "/ocr-invoice-job/\(id)"
        let read = try server.client.get(path, headers: accepts)
        let tag = try #require(read.headers["etag"])
        #expect(tag.hasPrefix("W/"))
        #expect(try server.client.send("DELETE", path, headers: ["If-Match": tag]).status == 200)
    }

    @Test func `a path beside the mount does not reach the API`() throws {
        let server = try RunningServer.shared.get()
        #expect(try server.client.get("/mounted/ocr-invoice-job").status == 404)
    }
}
