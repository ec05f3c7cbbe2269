import Testing

@testable import Outgoing

struct OutgoingURLTests {
    @Test(arguments: [
        "", "example.org/a.pdf", "//example.org/a.pdf", "ftp://example.org/", "file:///etc/passwd", "gopher://a/",
        "http:///a", "http://", "http://user@example.org/", "http://user:pw@127.0.0.1/", "http://a@b@c/",
        "http://exa mple.org/", "http://example.org/\t", "http://example.org/\n", "http://example.org\\@127.0.0.1/",
        "http:\\\\example.org/", "http://127.0.0.1\\.example.org/", "http://2130706433/", "http://0x7f000001/",
        "http://0x7f.1/", "http://127.1/", "http://127.0.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.0.0.01/", "http://0/", "http://1/", "http://256.1.1.1/", "http://1.2.3.4.5/", "http://faß.de/",
        "http://１２７.0.0.1/", "http://127。0。0。1/", "http://ⓛocalhost/", "http://%6c%6f/", "http://127.0.0.1%00/",
        "http://[::1/", "http://[::1]x/", "http://[127.0.0.1]/", "http://[fe80::1%25eth0]/", "http://[::1%lo]/",
        "http://::1/", "http://a:b:c/", "http://example.org:/", "http://example.org:0/", "http://example.org:65536/",
        "http://example.org:+80/", "http://example.org:8 0/", "http://-a.example/", "http://a..example/", "http://./",
        "http://a.example../", "http://exam_ple!.org/", "http://0x.example.0xff/", "http://a.example.08/",
        "javascript:alert(1)", "http://\(String(repeating: "a", count: 64)).org/",
        "http://example.org/\(String(repeating: "a", count: 2048))", "http://ex\u{00AD}ample.org/",
        "http://example.org/{a}", "http://example.org/<a>", "http://example.org/|",
    ])
    func `a URL with a second reading is refused`(_ text: String) {
        #expect(throws: OutgoingError.self) { try OutgoingURL(text) }
    }

    @Test func `a plain URL is understood`() throws {
        let url = try OutgoingURL("HTTPS://Example.ORG:8443/a/b.pdf?x=1#page=2")
        #expect(url.isSecure && url.host == "example.org" && url.port == 8443 && url.target == "/a/b.pdf?x=1")
        #expect(url.text == "https://example.org:8443/a/b.pdf?x=1")
    }

    @Test func `a query without a path and a trailing dot are made canonical`() throws {
        #expect(try OutgoingURL("http://example.org.?a").text == "http://example.org:80/?a")
    }

    @Test func `addresses are told from names`() throws {
        #expect(try OutgoingURL("http://93.184.216.34/").literal == IPAddress("93.184.216.34"))
        #expect(try OutgoingURL("http://[2A00::1]:80/").text == "http://[2a00::1]:80/")
        // As libcurl spells them when it dials.
        #expect(try OutgoingURL("http://[1::1:01]/").text == "http://[1::1:1]:80/")
        #expect(try OutgoingURL("http://[::ffff:127.0.0.1]/").host == "127.0.0.1")
        #expect(try OutgoingURL("http://3com.example/").literal == nil)
    }

    @Test func `an @ behind the host belongs to the path`() throws {
        #expect(try OutgoingURL("http://example.org/@127.0.0.1/").host == "example.org")
    }
}
