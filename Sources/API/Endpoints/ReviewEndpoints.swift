import Invoices
import Storage

/// `/ocr-invoice-job/{id}/review`
struct ReviewEndpoints: Sendable {
    let services: Services

    /// Corrections and confirmation as one act. The response has the results as they are then.
    func review(_ call: Call) throws -> Response {
        let id: Job.ID = try call.id()
        let account = try call.account
        let isForced = try call.flag("force") ?? false
        let basis = try basis(of: id, account)
        let tag = try call.expectedResults()
        guard basis.tag == tag else { throw StorageError.resultsChanged(basis.tag) }
        let act = try ReviewJSON.act(call.form(limits: ReviewJSON.limits), on: basis, isForced: isForced)
        do {
            try services.stores.reviews.review(id, act, ifTag: tag, of: account)
        } catch let contradictions as ReviewContradictions {
            throw ReviewJSON.error(contradictions)
        } catch StorageError.wrongState {
            throw APIError.notReady(try services.stores.jobs.find(id, of: account))
        }
        return try results(call)
    }

    func results(_ call: Call) throws -> Response {
        let results = try services.stores.jobs.results(call.id(), of: call.account)
        return Envelope.item { ResultsJSON.write(results, into: &$0) }
            .with("ETag", results.job.resultsTag.map(ResultFormat.json.tag))
    }

    private func basis(of id: Job.ID, _ account: Account.ID) throws -> ReviewBasis {
        do { return try services.stores.reviews.basis(of: id, account) } catch StorageError.wrongState {
            throw APIError.notReady(try services.stores.jobs.find(id, of: account))
        }
    }
}
