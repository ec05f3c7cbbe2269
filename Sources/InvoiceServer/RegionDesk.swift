import API
import Foundation
import Invoices
import Logging
import Queueing
import Storage

/// Where a process that reads answers the regions that processes which do not read ask for.
final class RegionDesk: Sendable {
    private let requests: RegionRequestStore
    private let reader: RegionReader
    private let log: Logger
    private let rounds = Rounds()

    init(requests: RegionRequestStore, reader: RegionReader, log: Logger) {
        self.requests = requests
        self.reader = reader
        self.log = log
    }

    func start() throws {
        try rounds.start("region desk") { [self] in
            do {
                guard let request = try requests.take() else { return .milliseconds(500) }
                try requests.answer(request.id, with: read(request))
                return .zero
            } catch {
                log.debug("regions wait", metadata: ["error": "\(error)"])
                return .seconds(2)
            }
        }
    }

    func stop() { rounds.stop() }

    private func read(_ request: RegionRequestStore.Request) -> RegionRequestStore.Answer {
        do {
            let region = try reader.read(request.image, request.region, request.languages)
            return .text(region.text, confidence: region.confidence)
        } catch {
            // The reader has told the log why.
            return .unreadable
        }
    }
}

/// The other side: asks whoever reads, and waits.
struct RemoteRegionReader: Sendable {
    private static let patience = Duration.seconds(10)

    let requests: RegionRequestStore

    func read(_ jpeg: [UInt8], _ region: Box, _ languages: [String]) throws -> Services.RegionText {
        let missing = APIError.unavailable("reader_not_available", "No reader is available now.")
        guard let id = try requests.ask(jpeg, region, languages) else { throw missing }
        defer { forget(id) }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            switch try requests.answer(to: id) {
            case .text(let text, let confidence)?: return Services.RegionText(text: text, confidence: confidence)
            case .unreadable?: throw missing
            case nil: Thread.sleep(forTimeInterval: 0.1)
            }
        }
        throw missing
    }

    /// What stays is removed by the next that takes a request.
    private func forget(_ id: RegionRequestStore.Request.ID) { try? requests.forget(id) }
}
