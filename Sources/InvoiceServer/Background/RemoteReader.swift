import API
import Foundation
import Invoices
import Storage

/// The other side: requests work from a process with readers, and waits for the result.
struct RemoteReader: Sendable {
    static let patience = Duration.seconds(10)
    private static let pause = 0.1
    private static let missing = APIError.unavailable(
        "reader_not_available", "No reader is available now. Try again shortly.")

    let requests: ReaderRequestStore

    func read(_ asked: Services.RegionRequest, while isWanted: () -> Bool) throws -> Services.RegionText {
        let work = ReaderRequestStore.Work.region(image: asked.jpeg, asked.region, languages: asked.languages)
        guard case .text(let text, let confidence) = try answer(to: work, while: isWanted) else {
            throw Self.missing
        }
        return Services.RegionText(text: text, confidence: confidence)
    }

    func tryTemplate(_ trial: Services.TemplateTrial, while isWanted: () -> Bool) throws -> Extraction {
        let work = ReaderRequestStore.Work.trial(trial.template, job: trial.job, account: trial.account)
        switch try answer(to: work, while: isWanted) {
        case .extraction(let extraction): return extraction
        case .refused(let code, let sentence): throw APIError(422, code, sentence)
        case .text, .unreadable: throw Self.missing
        }
    }

    /// A PDF may be larger than what such requests carry.
    func makePDF(_ order: Services.PDFOrder, while isWanted: () -> Bool) throws -> DocumentPDF {
        throw APIError.unavailable(
            "reader_not_available", "This server does not read documents. Ask one that does for PDFs.")
    }

    private func answer(
        to work: ReaderRequestStore.Work, while isWanted: () -> Bool
    ) throws -> ReaderRequestStore.Answer {
        guard let id = try requests.ask(work) else { throw Self.missing }
        defer { forget(id) }
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline, isWanted() {
            if let answer = try requests.answer(to: id) { return answer }
            Thread.sleep(forTimeInterval: Self.pause)
        }
        throw Self.missing
    }

    /// If this fails, the next process that takes a request removes it.
    private func forget(_ id: ReaderRequestStore.Request.ID) { try? requests.forget(id) }
}
