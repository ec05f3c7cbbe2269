import API
import Foundation
import Invoices
import Logging
import Processing

/// Reads a part of a stored page's image again while a client waits.
struct RegionReader: Sendable {
    private static let limit = Duration.seconds(20)

    let readers: ReaderPool
    let folder: WorkFolder
    let gate: ConfinementGate?
    let log: Logger

    func read(_ asked: Services.RegionRequest, while isWanted: () -> Bool) throws -> Services.RegionText {
        let unavailable = APIError.unavailable(
            "reader_not_available", "The region could not be read right now. Try again shortly.")
        if let objection = gate?.objection {
            log.notice("region not read", metadata: ["reason": "\(objection)"])
            throw unavailable
        }
        let deadline = ContinuousClock.now + Self.limit
        do {
            return try open(asked, until: deadline) { document in
                Self.text(
                    of: try document.read(region: asked.region, page: 1, deadline: deadline, while: isWanted))
            }
        } catch is Cancelled {
            throw APIError.unavailable("busy", "The client did not wait for the answer.")
        } catch {
            let reason = (error as? JobFailure).map { "\($0.code.rawValue) \($0.detail)" } ?? "\(error)"
            log.notice("region not read", metadata: ["reason": "\(reason)"])
            throw unavailable
        }
    }

    private func open<Result>(
        _ asked: Services.RegionRequest, until deadline: ContinuousClock.Instant,
        _ body: (any OpenDocument) throws -> Result
    ) throws -> Result {
        let files = try folder.makeJobFolder(for: "region")
        try Data(asked.jpeg).write(to: URL(filePath: files.document))
        let document = try readers.open(
            files.document, for: Template(languages: asked.languages), of: nil, deadline: deadline,
            cancellation: CancellationToken())
        defer { document.close() }
        return try body(document)
    }

    private static func text(of lines: [TextLine]) -> Services.RegionText {
        let page = Page(number: 1, width: 1, height: 1, source: .ocr, lines: lines)
        return Services.RegionText(text: page.text, confidence: page.confidence)
    }
}
