import API
import Foundation
import Invoices
import Logging
import Queueing
import Storage

/// Runs, in a process with readers, the requests of processes without readers.
final class ReaderRequestWorker: Sendable {
    private let requests: ReaderRequestStore
    private let work: HTTPFrontEnd.ReaderWork
    private let log: Logger
    /// Two, so that one client's long trial does not delay another's.
    private let threads = [PeriodicThread(), PeriodicThread()]

    init(requests: ReaderRequestStore, work: HTTPFrontEnd.ReaderWork, log: Logger) {
        self.requests = requests
        self.work = work
        self.log = log
    }

    /// Throws if the machine does not have enough threads.
    func start() throws {
        for thread in threads {
            try thread.start("reader requests") { [self] in
                do {
                    guard let request = try requests.take() else { return .milliseconds(500) }
                    try requests.answer(request.id, with: answer(request.work))
                    return .zero
                } catch {
                    log.debug("reader requests wait", metadata: ["error": "\(error)"])
                    return .seconds(2)
                }
            }
        }
    }

    func stop() { for thread in threads { thread.stop() } }

    private func answer(_ asked: ReaderRequestStore.Work) -> ReaderRequestStore.Answer {
        let deadline = ContinuousClock.now + RemoteReader.patience
        do {
            switch asked {
            case .region(let image, let region, let languages):
                let request = Services.RegionRequest(jpeg: image, region: region, languages: languages)
                let read = try work.readRegion(request) { ContinuousClock.now < deadline }
                return .text(read.text, confidence: read.confidence)
            case .trial(let template, let job, let account):
                return .extraction(
                    try work.tryTemplate(Services.TemplateTrial(template: template, job: job, account: account)) {
                        ContinuousClock.now < deadline
                    })
            }
        } catch let error as APIError where error.status < 500 {
            return .refused(code: error.code, sentence: error.detail)
        } catch {
            log.notice("reader request failed", metadata: ["error": "\(error)"])
            return .unreadable
        }
    }
}
