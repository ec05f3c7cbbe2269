import Invoices
package import JSON
import MariaDB

/// A page of a list of jobs, written as JSON row by row while the bytes that the database sent are at hand: making
/// records of them first takes as long as writing them.
package struct JobListJSON: Sendable {
    /// Which jobs, of all that there are.
    package struct Wanted: Sendable {
        let limit: Int
        let offset: Int
        let isDescending: Bool

        /// So many are passed over on the way to a page without knowing whether the other end is nearer.
        private static let mostPassed = 2000

        /// Nil where more is asked than this.
        package init?(_ request: ListRequest) {
            guard request.filter == nil, request.search == nil, request.sort.isCreation,
                request.offset <= Wanted.mostPassed
            else { return nil }
            limit = request.limit
            offset = request.offset
            isDescending = request.isDescending
        }
    }

    /// Writes the members of one job.
    package typealias Write = @Sendable (JobFacts, JobRecord.Texts, inout JSONWriter) -> Void

    /// Objects with commas between them.
    package let json: [UInt8]
    package let total: Int
    /// Whether results of one of the jobs are larger than a list brings: then `json` lacks them.
    package let leavesOutResults: Bool

    /// What a job takes, nearly always: growing would copy the whole page.
    private static let usualBytes = 1536

    /// - Parameter list: Hands each row of the page to the closure it is given, and returns what that made of them, in the
    ///   order of the page, with the total.
    init(
        limit: Int, _ write: @escaping Write, _ list: (_ make: (Row) throws -> Range<Int>) throws -> Listing<Range<Int>>
    ) throws {
        var listing = Listing<Range<Int>>(elements: [], total: 0)
        var leavesOut = false
        let written = try JSONWriter.write(capacity: limit * JobListJSON.usualBytes) { json in
            listing = try list { row in
                let facts = try JobRows.facts(row)
                return try row.withTexts(JobRecord.Text.allCases.count) { all in
                    let texts = JobRecord.Texts(all: all)
                    if texts.leaveOutResults { leavesOut = true }
                    // A comma stands before each but the first.
                    let start = json.length + (json.length > 0 ? 1 : 0)
                    json.object { write(facts, texts, &$0) }
                    return start..<json.length
                }
            }
        }
        json = JobListJSON.inOrder(written, listing.elements)
        total = listing.total
        leavesOutResults = leavesOut
    }

    /// Rows come in the order of the page, nearly always, though no join promises it.
    private static func inOrder(_ json: [UInt8], _ jobs: [Range<Int>]) -> [UInt8] {
        if zip(jobs, jobs.dropFirst()).allSatisfy({ $0.upperBound + 1 == $1.lowerBound }) { return json }
        return Array(jobs.map { json[$0] }.joined(separator: [UInt8(ascii: ",")]))
    }
}
