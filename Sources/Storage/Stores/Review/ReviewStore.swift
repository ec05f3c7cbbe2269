import FieldExtraction
package import Invoices
import MariaDB

/// Reviews of jobs' results by people.
package struct ReviewStore: Sendable {
    let database: Database

    /// Throws `notFound`, or `wrongState` where there are no results.
    package func basis(of job: Job.ID, _ account: Account.ID) throws -> ReviewBasis {
        try database.reading { connection in
            let record = try JobRows.find(job, of: account, on: connection)
            guard let tag = record.resultsTag, let fields = try ResultRows.fields(of: job, on: connection) else {
                throw StorageError.wrongState(record.status)
            }
            let (template, language) = try ResultRows.basis(of: job, on: connection)
            let context = CorrectionContext(Extraction(fields: fields), template: template, language: language)
            return ReviewBasis(tag: tag, fields: fields, context: context)
        }
    }

    /// Throws `notFound`, `wrongState` where there are no results, `resultsChanged` where they are others than those of
    /// the tag, or `ReviewContradictions`.
    package func review(_ job: Job.ID, _ act: ReviewAct, ifTag tag: ResultsTag, of account: Account.ID) throws {
        try database.writing { connection in
            guard let locked = try LockedJob.lock(job, of: account, on: connection) else {
                throw StorageError.notFound
            }
            let record = try JobRows.find(job, of: account, on: connection)
            guard let present = record.resultsTag, let review = try DocumentReview(of: locked, on: connection) else {
                throw StorageError.wrongState(locked.status)
            }
            guard present == tag else { throw StorageError.resultsChanged(present) }
            try review.carryOut(act, on: connection)
            try IdempotentRequest.note(.done, job, on: connection)
        }
    }
}
