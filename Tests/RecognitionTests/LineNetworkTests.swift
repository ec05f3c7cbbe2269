import Foundation
import Testing

@testable import Recognition

/// The network that stands in for Tesseract's, on the language data that are installed.
struct LineNetworkTests {
    private static let folder = "/usr/share/tesseract-ocr/5/tessdata"
    private static let languages = ["eng", "deu", "fra", "spa", "ita", "nld", "por", "pol", "swe", "dan", "lav"]

    @Test(arguments: languages)
    func `a language's network computes what Tesseract's does to the last bit`(language: String) throws {
        _ = try Recogniser(languages: language)
        #expect(LineNetworks.shared.proved.contains(language) == !LineNetwork.kinds.isEmpty)
    }

    @Test func `an engine of two languages is stood in for in both`() throws {
        _ = try Recogniser(languages: "spa+ita")
        #expect(LineNetworks.shared.proved.isSuperset(of: LineNetwork.kinds.isEmpty ? [] : ["spa", "ita"]))
    }

    @Test func `a trial that crashes or fails is no success, and is made once`() {
        let networks = LineNetworks()
        #expect(!networks.isOff)
        #expect(
            !networks.isTrusted {
                kill(getpid(), SIGKILL)
                return true
            })
        #expect(networks.isOff)
        #expect(!networks.isTrusted { true })
        #expect(!LineNetworks().isTrusted { false })
        let trusted = LineNetworks()
        #expect(trusted.isTrusted { true } && !trusted.isOff)
    }

    @Test(arguments: [3, 4, 5, 16, 101, 300])
    func `all kinds of instruction compute the same`(width: Int) throws {
        let file = try #require(LanguageNetworkFile(path: "\(Self.folder)/deu.traineddata"))
        let library = try #require(TesseractLibrary.known)
        let pixels = (0..<width * file.height).map { Int8(truncatingIfNeeded: max(-127, ($0 &* 73) % 255 - 127)) }
        let results = try LineNetwork.kinds.map { kind in
            let network = try #require(LineNetwork(file, library, kind: kind))
            let room = try #require(LineMemory())
            var result = [Float](repeating: -1, count: width / 3 * network.characters)
            #expect(network.run(pixels, width: width, in: room, to: &result))
            return result
        }
        for result in results {
            #expect(result == results.first)
            #expect(result.allSatisfy { $0 >= 0 && $0 <= 1 })
        }
    }

    @Test func `a file that was cut off is left to Tesseract`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/eng.traineddata"))
        let path = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID()).traineddata").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for length in Array(0..<100) + Array(stride(from: 100, to: 401_000, by: 9973)) {
            try whole.prefix(length).write(to: URL(fileURLWithPath: path))
            #expect(LanguageNetworkFile(path: path) == nil, "of \(length) bytes")
        }
    }
}
