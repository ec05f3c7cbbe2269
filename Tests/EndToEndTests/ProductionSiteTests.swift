import Foundation
import JSON
import TestSupport
import Testing

/// The production site file, with a certificate of our own and ports that need no root.
@Suite struct ProductionSiteTests {
    private let folder = NSTemporaryDirectory() + "oi-site-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"

    /// `invoices.conf` inside a whole configuration, its places on this machine.
    private func configuration() throws -> String {
        let certificate = try makeCertificate()
        var site = try String(contentsOfFile: PrivateNginx.root + "/nginx/invoices.conf", encoding: .utf8)
        let places = [
            "/etc/nginx/ocr-invoice/": "{{NGINX}}/", "/usr/local/share/ocr-invoice/web/": "{{WEB}}/",
            "/etc/ssl/invoices.example.com/fullchain.pem": certificate + ".pem",
            "/etc/ssl/invoices.example.com/privkey.pem": certificate + ".key",
            "/var/log/nginx/ocr-invoice.log": "{{ROOT}}/access.log", "/run/ocr-invoice/ocr-invoice.sock": "{{SOCKET}}",
            // Plain HTTP on the test's port stands for the TLS port: what is tested is what lies behind it.
            "listen 443 ssl http2;": "listen 127.0.0.1:{{PORT}};", "    listen [::]:443 ssl http2;\n": "",
            "listen 80;": "listen unix:{{ROOT}}/redirect;", "    listen [::]:80;\n": "",
        ]
        for (from, to) in places {
            try #require(site.contains(from), "\(from) is not in the site file")
            site = site.replacingOccurrences(of: from, with: to)
        }
        let frame = try String(contentsOfFile: PrivateNginx.root + "/nginx/private.conf.template", encoding: .utf8)
        let start = try #require(frame.range(of: "    server {"))
        return frame[..<start.lowerBound] + site + "}\n"
    }

    private func makeCertificate() throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/certificate"
        let made = try ChildProcess.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=invoices.example.com",
                "-keyout", path + ".key", "-out", path + ".pem",
            ])
        try #require(made.status == 0, "\(made.output)")
        return path
    }

    @Test func `nginx accepts the site file as it is, but for its places`() throws {
        let nginx = try PrivateNginx(configuration: configuration(), socket: folder + "/nobody", folder: folder)
        let answer = try HTTPClient(port: nginx.port).get("/health/live")
        #expect(answer.status == 503)
    }

    @Test func `the console is served while the application is away, and asks for TLS from then on`() throws {
        let nginx = try PrivateNginx(configuration: configuration(), socket: folder + "/nobody", folder: folder)
        let answer = try HTTPClient(port: nginx.port).get("/console/scripts/main.js")
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "text/javascript")
        #expect(answer.headers["strict-transport-security"] == "max-age=31536000")
        #expect(answer.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    }

    @Test func `one key asking without end is told to slow down, in JSON`() throws {
        let nginx = try PrivateNginx(configuration: configuration(), socket: folder + "/nobody", folder: folder)
        let client = HTTPClient(port: nginx.port, key: "a-key-that-asks-too-much")
        var limited: HTTPAnswer?
        for _ in 0..<400 where limited == nil {
            let answer = try client.get("/ocr-invoice-job")
            if answer.status == 429 { limited = answer }
        }
        let answer = try #require(limited)
        #expect(try answer.json()["code"]?.string == "too_many_requests")
        #expect(answer.headers["retry-after"] == "1")
        let other = HTTPClient(port: nginx.port, key: "another-key")
        #expect(try other.get("/ocr-invoice-job").status == 503, "another client is not held back")
    }

    @Test(arguments: [
        (many: "2001:db8:0:1:%x:5:6:7", same: "2001:db8:0:1::9", other: "2001:db8:0:2::9"),
        (many: "2001:db8:a:b::%x", same: "2001:db8:a:b:1:2:3:4", other: "2001:db8:a::9"),
        (many: "192.0.2.7", same: "192.0.2.7", other: "192.0.2.8"),
        (many: "::ffff:192.0.2.17", same: "::ffff:192.0.2.17", other: "::ffff:192.0.2.18"),
    ])
    func `an IPv6 network counts as one address`(_ addresses: (many: String, same: String, other: String)) throws {
        var site = try configuration().replacing("rate=20r/s", with: "rate=1r/m").replacing(
            "burst=100", with: "burst=4")
        // Stands for the connection's own address: loopback has but one of IPv6.
        site.replace("http {\n", with: "http {\nset_real_ip_from 127.0.0.1;\nreal_ip_header X-Told-Address;\n")
        let nginx = try PrivateNginx(configuration: site, socket: folder + "/nobody", folder: folder)
        func status(_ address: String) throws -> Int {
            try HTTPClient(port: nginx.port).get("/ocr-invoice-job", headers: ["X-Told-Address": address]).status
        }
        let told = try (1...8).map { try status(addresses.many.replacing("%x", with: String($0, radix: 16))) }
        #expect(told.first == 503 && told.last == 429)
        #expect(try status(addresses.same) == 429)
        #expect(try status(addresses.other) == 503, "another network is not held back")
    }
}
