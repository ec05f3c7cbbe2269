import EInvoices
import Foundation
import JSON
import Patterns
import ReaderWire

@testable import API
@testable import FastCGI
@testable import FieldExtraction
@testable import Invoices
@testable import Outgoing
@testable import Storage

/// What reads strangers' bytes, one function each; FUZZ_TARGET chooses. A fault is a trap, a hang or a broken promise.
private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "params": { bytes in
        guard let parameters = RequestParameters(bytes) else { return }
        _ = parameters["REQUEST_METHOD"]
        let pairs = all(of: parameters), again = RequestParameters(NameValuePairs.encode(pairs)).map(all) ?? []
        precondition(
            again.count == pairs.count
                && zip(again, pairs).allSatisfy {
                    $0.0.utf8.elementsEqual($1.0.utf8) && $0.1.utf8.elementsEqual($1.1.utf8)
                },
            "they come back otherwise")
    },
    "records": { bytes in
        var decoder = RequestDecoder()
        // In pieces, as a socket gives them.
        for start in stride(from: 0, to: bytes.count, by: 7) {
            decoder.append(bytes[start..<min(start + 7, bytes.count)])
            for _ in 0..<64 { if case .needsMore = decoder.next() { break } }
        }
    },
    "answer": { HostileAnswer.send($0) },
    "rows": { HostileRow.read($0) },
    "query": { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        _ = Request.QueryParameter.parse(text)
        _ = MediaType(text)
        precondition(PercentCoding.decode(PercentCoding.encode(text)) == text, "it is decoded otherwise")
    },
    "multipart": { bytes in
        // As large or as small pieces as the first byte says.
        var rest = bytes.dropFirst()
        let size = Int(bytes.first ?? 0) + 1
        let body = RequestBody(length: nil) {
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : rest.prefix(size)
        }
        let reader = MultipartReader(boundary: "b", body: body)
        var count = 0
        while let piece = try? reader.next() { count += piece.count }
        precondition(count <= bytes.count, "the file is larger than the body")
    },
    "json": { bytes in
        guard let value = try? JSONReader.read(bytes) else { return }
        precondition((try? JSONReader.read(Array(value.raw))) != nil, "the raw slice is not the value")
        guard let text = value.string ?? value.array?.first?.string else { return }
        let again = JSONWriter.write { $0.value(text) }
        precondition((try? JSONReader.read(again))?.string == text, "what was written reads otherwise")
    },
    "filter": { bytes in
        guard let json = try? JSONReader.read(bytes) else { return }
        for resource in [Resource.job, .group, .template, .page] {
            guard let filter = try? Filter.parse(json, of: resource) else { continue }
            var sql = FilterSQL(resource)
            guard let part = try? sql.sql(filter.condition) else { continue }
            precondition(part.text.count { $0 == "?" } == part.values.count, "placeholders and values differ")
        }
    },
    "url": { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        guard let url = try? OutgoingURL(text) else { return }
        precondition((try? OutgoingURL(url.text)) == url, "the URL has a second reading")
        precondition(CurlURL(url.text).map { $0.isSame(as: url) } ?? true, "libcurl would dial another host")
    },
    "address": { bytes in
        let policy = AddressPolicy()
        if let address = IPAddress(bytes: Array(bytes.prefix(16))) {
            precondition(IPAddress(address.text) == address, "it reads otherwise than it is written")
            _ = policy.classify(address)
        }
        if let address = IPAddress(String(decoding: bytes, as: UTF8.self)) { _ = policy.classify(address) }
    },
    "reply": { bytes in
        // A document that took its process over answers the server.
        let extractor = Extractor()
        switch try? ReaderReply(FrameChannel.Frame(header: bytes)) {
        case .page(let read): _ = extractor.extract(ReadDocument(pages: [read.page]))
        case .summary(let found):
            _ = extractor.extract(ReadDocument(pages: [], electronicInvoice: found.electronicInvoice))
        default: break
        }
    },
    "xml": { _ = try? EInvoice.read($0) },
    "number": { _ = AmountReader.amount(in: String(decoding: $0, as: UTF8.self)) },
    "date": { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        _ = DateReader.date(in: text)
        _ = DateReader.date(in: text, monthFirst: true, format: "dd.MM.yyyy")
    },
    "code": { _ = PaymentCode(text: String(decoding: $0, as: UTF8.self)) },
    "pattern": { bytes in
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 1)
        guard parts.count == 2, let pattern = try? Pattern(String(parts[0])) else { return }
        _ = try? pattern.firstMatch(in: String(parts[1]))
    },
]

private func all(of parameters: RequestParameters) -> [(String, String)] {
    var pairs: [(String, String)] = []
    parameters.forEach(beginningWith: "") { pairs.append((String(decoding: $0, as: UTF8.self), $1)) }
    return pairs
}

private let chosen = targets[ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let chosen else { fatalError("FUZZ_TARGET is one of \(targets.keys.sorted())") }
    chosen(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
