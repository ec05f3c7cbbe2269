import Foundation
import Invoices
import Testing

@testable import EInvoices

/// Signed messages that OpenSSL's `cms -sign` made of an invoice with the number S-5; the signer's key is gone.
struct SignedDocumentTests {
    private static let definite = """
        MIICcwYJKoZIhvcNAQcCoIICZDCCAmACAQExDTALBglghkgBZQMEAgEwgcsGCSqGSIb3DQEHAaCBvQSBujxGYXR0dXJhRWxldHRyb25pY2E+PE\
        ZhdHR1cmFFbGV0dHJvbmljYUJvZHk+PERhdGlHZW5lcmFsaT48RGF0aUdlbmVyYWxpRG9jdW1lbnRvPjxOdW1lcm8+Uy01PC9OdW1lcm8+PC9E\
        YXRpR2VuZXJhbGlEb2N1bWVudG8+PC9EYXRpR2VuZXJhbGk+PC9GYXR0dXJhRWxldHRyb25pY2FCb2R5PjwvRmF0dHVyYUVsZXR0cm9uaWNhPj\
        GCAXwwggF4AgEBMCkwETEPMA0GA1UEAwwGU2FtcGxlAhRZSGa4gzkbYRZXGApZP/9pAJ6GWzALBglghkgBZQMEAgGggeQwGAYJKoZIhvcNAQkD\
        MQsGCSqGSIb3DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTMwMDUxMjI3WjAvBgkqhkiG9w0BCQQxIgQgDiU9hG2s2pvEzVf4NTjpKODrvvyUhP\
        kArMqZBHA6KAgweQYJKoZIhvcNAQkPMWwwajALBglghkgBZQMEASowCwYJYIZIAWUDBAEWMAsGCWCGSAFlAwQBAjAKBggqhkiG9w0DBzAOBggq\
        hkiG9w0DAgICAIAwDQYIKoZIhvcNAwICAUAwBwYFKw4DAgcwDQYIKoZIhvcNAwICASgwCgYIKoZIzj0EAwIESDBGAiEAot3bBUI8+AcTjbMIE2\
        Li3H6Cjjby0SXEjNDAnj3Ph6UCIQDKPnOwCQOY44iN1THjagc/w830ZzJtd78KteOvXEbIyg==
        """
    /// With lengths that are not said beforehand and content in parts, as programs write that sign while they read.
    private static let indefinite = """
        MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgASBujxGYXR0dXJhRWxldHRyb25pY2E+PEZhdHR1cm\
        FFbGV0dHJvbmljYUJvZHk+PERhdGlHZW5lcmFsaT48RGF0aUdlbmVyYWxpRG9jdW1lbnRvPjxOdW1lcm8+Uy01PC9OdW1lcm8+PC9EYXRpR2Vu\
        ZXJhbGlEb2N1bWVudG8+PC9EYXRpR2VuZXJhbGk+PC9GYXR0dXJhRWxldHRyb25pY2FCb2R5PjwvRmF0dHVyYUVsZXR0cm9uaWNhPgAAAAAAAD\
        GCAXswggF3AgEBMCkwETEPMA0GA1UEAwwGU2FtcGxlAhRZSGa4gzkbYRZXGApZP/9pAJ6GWzALBglghkgBZQMEAgGggeQwGAYJKoZIhvcNAQkD\
        MQsGCSqGSIb3DQEHATAcBgkqhkiG9w0BCQUxDxcNMjYxMTMwMDUxMjI3WjAvBgkqhkiG9w0BCQQxIgQgDiU9hG2s2pvEzVf4NTjpKODrvvyUhP\
        kArMqZBHA6KAgweQYJKoZIhvcNAQkPMWwwajALBglghkgBZQMEASowCwYJYIZIAWUDBAEWMAsGCWCGSAFlAwQBAjAKBggqhkiG9w0DBzAOBggq\
        hkiG9w0DAgICAIAwDQYIKoZIhvcNAwICAUAwBwYFKw4DAgcwDQYIKoZIhvcNAwICASgwCgYIKoZIzj0EAwIERzBFAiEAtJvZLbMZapu/cc/xij\
        QMZc5vyN53CjaTa1Yc8M3X6/ECIAe/6Me/HFQXl1VyOVT7h1XTXs0IJ+i5KdVB92jnoM2KAAAAAAAA
        """
    private static let signedTwice = """
        MIIEMwYJKoZIhvcNAQcCoIIEJDCCBCACAQExDTALBglghkgBZQMEAgEwggKKBgkqhkiG9w0BBwGgggJ7BIICdzCCAnMGCSqGSIb3DQEHAqCCAm\
        QwggJgAgEBMQ0wCwYJYIZIAWUDBAIBMIHLBgkqhkiG9w0BBwGggb0Egbo8RmF0dHVyYUVsZXR0cm9uaWNhPjxGYXR0dXJhRWxldHRyb25pY2FC\
        b2R5PjxEYXRpR2VuZXJhbGk+PERhdGlHZW5lcmFsaURvY3VtZW50bz48TnVtZXJvPlMtNTwvTnVtZXJvPjwvRGF0aUdlbmVyYWxpRG9jdW1lbn\
        RvPjwvRGF0aUdlbmVyYWxpPjwvRmF0dHVyYUVsZXR0cm9uaWNhQm9keT48L0ZhdHR1cmFFbGV0dHJvbmljYT4xggF8MIIBeAIBATApMBExDzAN\
        BgNVBAMMBlNhbXBsZQIUWUhmuIM5G2EWVxgKWT//aQCehlswCwYJYIZIAWUDBAIBoIHkMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0BBwEwHAYJKo\
        ZIhvcNAQkFMQ8XDTI2MTEzMDA1MTIyN1owLwYJKoZIhvcNAQkEMSIEIA4lPYRtrNqbxM1X+DU46Sjg6778lIT5AKzKmQRwOigIMHkGCSqGSIb3\
        DQEJDzFsMGowCwYJYIZIAWUDBAEqMAsGCWCGSAFlAwQBFjALBglghkgBZQMEAQIwCgYIKoZIhvcNAwcwDgYIKoZIhvcNAwICAgCAMA0GCCqGSI\
        b3DQMCAgFAMAcGBSsOAwIHMA0GCCqGSIb3DQMCAgEoMAoGCCqGSM49BAMCBEgwRgIhAKLd2wVCPPgHE42zCBNi4tx+go428tElxIzQwJ49z4el\
        AiEAyj5zsAkDmOOIjdUx42oHP8PN9GcybXe/CrXjr1xGyMoxggF8MIIBeAIBATApMBExDzANBgNVBAMMBlNhbXBsZQIUWUhmuIM5G2EWVxgKWT\
        //aQCehlswCwYJYIZIAWUDBAIBoIHkMBgGCSqGSIb3DQEJAzELBgkqhkiG9w0BBwEwHAYJKoZIhvcNAQkFMQ8XDTI2MTEzMDA1MTIyN1owLwYJ\
        KoZIhvcNAQkEMSIEIMFy2EYKQo479H6IZre5CoIjZoAFDbSVPMWEcLCuj5/4MHkGCSqGSIb3DQEJDzFsMGowCwYJYIZIAWUDBAEqMAsGCWCGSA\
        FlAwQBFjALBglghkgBZQMEAQIwCgYIKoZIhvcNAwcwDgYIKoZIhvcNAwICAgCAMA0GCCqGSIb3DQMCAgFAMAcGBSsOAwIHMA0GCCqGSIb3DQMC\
        AgEoMAoGCCqGSM49BAMCBEgwRgIhAPnrH6n8goijSqhpNYLj9Ui5ML/WGkRU1F9rN7YNanq5AiEAo2hj57LhlFQt6+3rmIMdS2vj11KtwbyWuS\
        LtBq53CpE=
        """
    private static let detached = """
        MIIBsgYJKoZIhvcNAQcCoIIBozCCAZ8CAQExDTALBglghkgBZQMEAgEwCwYJKoZIhvcNAQcBMYIBfDCCAXgCAQEwKTARMQ8wDQYDVQQDDAZTYW\
        1wbGUCFFlIZriDORthFlcYClk//2kAnoZbMAsGCWCGSAFlAwQCAaCB5DAYBgkqhkiG9w0BCQMxCwYJKoZIhvcNAQcBMBwGCSqGSIb3DQEJBTEP\
        Fw0yNjExMzAwNTEyMjdaMC8GCSqGSIb3DQEJBDEiBCAOJT2Ebazam8TNV/g1OOko4Ou+/JSE+QCsypkEcDooCDB5BgkqhkiG9w0BCQ8xbDBqMA\
        sGCWCGSAFlAwQBKjALBglghkgBZQMEARYwCwYJYIZIAWUDBAECMAoGCCqGSIb3DQMHMA4GCCqGSIb3DQMCAgIAgDANBggqhkiG9w0DAgIBQDAH\
        BgUrDgMCBzANBggqhkiG9w0DAgIBKDAKBggqhkjOPQQDAgRIMEYCIQCwZOvUQ2y3rXI3iRM4fWI196rj4H0/f7eA5ZOqsiJqCQIhAJMUxIHTUn\
        wN2jw57UoMGzXUbxN65R9gNEq+JvkT1ktK
        """

    private func bytes(_ text: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: text))) }

    private func number(_ bytes: [UInt8]) throws -> String? {
        try EInvoice.read(bytes).fields.first { $0.name == "invoice.number" }?.rawText
    }

    @Test(arguments: [definite, indefinite, signedTwice])
    func `the invoice in a signed message is read`(_ message: String) throws {
        #expect(try number(bytes(message)) == "S-5")
        #expect(FileKind.detect(in: try bytes(message)) == .p7m)
    }

    @Test func `base64 and PEM are read as well`() throws {
        let lines = stride(from: 0, to: Self.definite.count, by: 64).map {
            String(Self.definite.dropFirst($0).prefix(64))
        }.joined(separator: "\r\n")
        for text in [Self.definite, lines, "-----BEGIN PKCS7-----\r\n\(lines)\r\n-----END PKCS7-----\r\n"] {
            #expect(try number(Array(text.utf8)) == "S-5")
            #expect(FileKind.detect(in: Array(text.utf8)) == .p7m)
        }
    }

    @Test func `a signature without its document, and a broken message, are refused`() throws {
        #expect(throws: EInvoiceError.malformed(line: 1)) { try EInvoice.read(bytes(Self.detached)) }
        #expect(throws: EInvoiceError.self) { try EInvoice.read(Array(bytes(Self.definite).prefix(100))) }
    }

    @Test(arguments: ["MINUTES of a meeting", "MIIB", "-----BEGIN CERTIFICATE-----\nMIIB", "0123456789abcdef"])
    func `other text is no signed message`(_ text: String) {
        #expect(FileKind.detect(in: Array(text.utf8)) == nil)
    }
}
