import TestSupport
import Testing

@testable import FastCGI

struct RequestDecoderTests {
    private let opening = FastCGIClient.opening(["REQUEST_METHOD": "GET", "A": String(repeating: "x", count: 300)])

    private func steps(_ bytes: [UInt8], piece: Int = .max) -> [RequestDecoder.Step] {
        var decoder = RequestDecoder()
        var steps: [RequestDecoder.Step] = []
        for start in stride(from: 0, to: bytes.count, by: min(piece, bytes.count)) {
            decoder.append(bytes[start..<min(start + min(piece, bytes.count), bytes.count)])
            while true {
                let step = decoder.next()
                if step == .needsMore { break }
                steps.append(step)
                if case .broken = step { return steps }
            }
        }
        return steps
    }

    private func isBroken(_ bytes: [UInt8]) -> Bool {
        if case .broken = steps(bytes).last { true } else { false }
    }

    @Test(arguments: [1, 7, 8, 9, 1000])
    func `a request is decoded alike however its bytes are split`(piece: Int) {
        let bytes = opening + FastCGIClient.record(5, Array("body".utf8)) + FastCGIClient.record(5, [])
        let found = steps(bytes, piece: piece)
        #expect(found.count == 3)
        guard case .head(let head) = found.first else { return #expect(Bool(false), "no head") }
        #expect(head.parameters["REQUEST_METHOD"] == "GET")
        #expect(head.parameters["A"]?.count == 300)
        #expect(found.dropFirst().first == .body(ArraySlice("body".utf8)))
        #expect(found.last == .endOfBody)
    }

    @Test func `lengths that exceed the bytes break the connection`() {
        // The three sums that overflow an int, on which libfcgi aborts.
        let lengths: [[UInt32]] = [[0x7FFF_FFFE, 0x7FFF_FFFE], [0x7FFF_FFFE, 1], [0x4000_0000, 0x4000_0000]]
        for pair in lengths {
            let packed = pair.flatMap { withUnsafeBytes(of: ($0 | 1 << 31).bigEndian, Array.init) }
            let begin = FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0])
            #expect(isBroken(begin + FastCGIClient.record(4, packed) + FastCGIClient.record(4, [])))
        }
    }

    @Test func `a parameter is found by its whole name, the first of that name`() throws {
        let pairs = [("HTTP_A", "1"), ("HTTP_AB", "2"), ("HTTP_A", "3"), ("HTTP", ""), ("QUERY_STRING", "Größe")]
        let parameters = try #require(RequestParameters(NameValuePairs.encode(pairs)))
        #expect(parameters["HTTP_A"] == "1")
        #expect(parameters["HTTP_AB"] == "2")
        #expect(parameters["HTTP"] == "")
        #expect(parameters["QUERY_STRING"] == "Größe")
        for name in ["HTTP_", "http_a", "QUERY_STRINGS", ""] { #expect(parameters[name] == nil) }
        var headers: [String] = []
        parameters.forEach(beginningWith: "HTTP_") { headers.append(String(decoding: $0, as: UTF8.self) + $1) }
        #expect(headers == ["A1", "AB2", "A3"])
    }

    @Test func `parameters have a limit`() {
        let begin = FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0])
        let many = [[UInt8]](repeating: FastCGIClient.record(4, [UInt8](repeating: 0, count: 65_000)), count: 5)
        #expect(isBroken(begin + many.flatMap { $0 }))
        let pairs = [UInt8](repeating: 0, count: 2 * NameValuePairs.mostPairs + 2)
        #expect(isBroken(begin + FastCGIClient.record(4, pairs) + FastCGIClient.record(4, [])))
    }

    @Test func `records out of place break the connection`() {
        let begin = FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0])
        #expect(isBroken(FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0], version: 2)))
        #expect(isBroken(FastCGIClient.record(1, [0, 1])))
        #expect(isBroken(begin + FastCGIClient.record(5, [1])))
        #expect(isBroken(begin + begin))
        #expect(isBroken(opening + FastCGIClient.record(4, [1])))
    }

    @Test func `a second request on a busy connection is refused`() {
        let second = FastCGIClient.record(1, request: 2, [0, 1, 0, 0, 0, 0, 0, 0])
        let found = steps(FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + second)
        #expect(found == [.reply(Record.end(request: 2, .cannotMultiplex))])
    }

    @Test func `another role is refused`() {
        let found = steps(FastCGIClient.record(1, [0, 2, 0, 0, 0, 0, 0, 0]))
        #expect(found == [.reply(Record.end(request: 1, .unknownRole))])
    }

    @Test func `questions about limits are answered once each, however often they are asked`() {
        let asked = [[UInt8]](repeating: FastCGIClient.pair("FCGI_MPXS_CONNS", ""), count: 900).flatMap { $0 }
        let answer = NameValuePairs.encode([("FCGI_MPXS_CONNS", "0")])
        let found = steps(FastCGIClient.record(9, request: 0, asked))
        #expect(found == [.reply(Record.encode(.getValuesResult, request: 0, answer))])
    }

    @Test func `an unknown management record is refused, and a record of an inactive request is ignored`() {
        let found = steps(FastCGIClient.record(77, request: 0, []) + FastCGIClient.record(5, request: 9, [1, 2]))
        #expect(found == [.reply(Record.encode(.unknownType, request: 0, [77, 0, 0, 0, 0, 0, 0, 0]))])
    }

    @Test func `a next request that was sent before the answer to the last is decoded after it`() {
        let request = opening + FastCGIClient.record(5, [])
        let found = steps(request + request)
        #expect(found.count == 4)
        #expect(found.prefix(2) == found.suffix(2))
    }

    @Test func `padding and empty records of other requests are skipped`() {
        func padded(_ record: [UInt8]) -> [UInt8] {
            Array(record[..<6]) + [9, 0] + record[8...] + [UInt8](repeating: 1, count: 9)
        }
        let begin = padded(FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0]))
        let other = padded(FastCGIClient.record(5, request: 2, []))
        let parameters =
            padded(FastCGIClient.record(4, FastCGIClient.pair("A", "b"))) + padded(FastCGIClient.record(4, []))
        let body = padded(FastCGIClient.record(5, [7])) + other + padded(FastCGIClient.record(5, []))
        let found = steps(begin + other + parameters + other + body)
        #expect(found.count == 3)
        #expect(Array(found.suffix(2)) == [.body([7]), .endOfBody])
    }

    @Test func `an abort ends the request`() {
        #expect(steps(opening + FastCGIClient.record(2, [])).last == .aborted)
        let begin = FastCGIClient.record(1, [0, 1, 0, 0, 0, 0, 0, 0])
        #expect(steps(begin + FastCGIClient.record(2, [])) == [.aborted])
    }

    /// Any bytes at all are allowed to do no more than break the connection: a trap would end the test process.
    @Test func `mutated requests never trap`() {
        var random = SystemRandomNumberGenerator()
        let whole = opening + FastCGIClient.record(5, Array("body".utf8)) + FastCGIClient.record(5, [])
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
                default: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &random)
                }
            }
            _ = steps(bytes, piece: Int.random(in: 1...bytes.count, using: &random))
        }
    }
}
