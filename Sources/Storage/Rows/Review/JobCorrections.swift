import FieldExtraction
import Invoices
import MariaDB

/// All that people said of a job's values: in a review, and on its pages since then.
struct JobCorrections: Equatable {
    /// Nil if nobody reviewed the document that was read.
    let reviewed: ReviewedValues?
    /// On pages; the reviewed values have taken others in.
    let corrections: [Correction]

    /// Of the job's results; of a job without results those on its pages.
    /// - Parameter page: Its corrections are left out.
    static func find(
        of job: Job.ID, besides page: StoredPage.ID? = nil, on connection: Connection
    ) throws -> JobCorrections {
        let source = try ReviewRows.source(of: job, on: connection)
        return try find(of: job, readFrom: source, besides: page, on: connection)
    }

    /// Of results that were read from there.
    static func find(
        of job: Job.ID, readFrom source: ReviewRows.Source?, besides page: StoredPage.ID? = nil,
        on connection: Connection
    ) throws -> JobCorrections {
        let all = try PageRows.corrections(of: job, besides: page, on: connection)
        let reviewed = try source.flatMap { try ReviewRows.find(job, of: $0, on: connection) }
        return JobCorrections(reviewed: reviewed, corrections: reviewed?.later(all) ?? all)
    }

    var isEmpty: Bool { reviewed == nil && corrections.isEmpty }

    /// Whether a person confirmed the results as they are.
    var areConfirmed: Bool { reviewed?.isConfirmed == true && corrections.isEmpty }

    /// What was read, with the corrections.
    func over(_ read: Extraction, template: Template, language: String?) -> CorrectedExtraction {
        CorrectedExtraction(read, with: corrections, over: reviewed, template: template, language: language)
    }
}
