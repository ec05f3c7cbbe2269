import Invoices

/// The links of one job to others, told from what they share.
enum JobLinks {
    typealias Other = (job: Job.ID, print: FingerprintRows.Print)

    /// At most one to each job, the oldest job first.
    static func between(_ own: FingerprintRows, and others: [Other]) -> [JobLink] {
        let mine = Dictionary(grouping: own.prints, by: \.hash)
        let byJob = Dictionary(grouping: others, by: \.job)
        return byJob.keys.sorted().prefix(most).compactMap { job -> JobLink? in
            let kinds = (byJob[job] ?? []).flatMap { other in
                (mine[other.print.hash] ?? []).compactMap { kind($0, other.print) }
            }
            return JobLink.Kind.allCases.first(where: kinds.contains).map { JobLink(job: job, kind: $0) }
        }
    }

    /// A job has links to so many others at most.
    static let most = 20

    private static func kind(_ mine: FingerprintRows.Print, _ other: FingerprintRows.Print) -> JobLink.Kind? {
        switch (mine.role, other.role) {
        case (.bytes, .bytes): .sameBytes
        case (.number, .number): isOtherIBAN(mine, other) ? .sameButIban : .sameNumber
        case (.total, .total): isOtherIBAN(mine, other) && !isOtherNumber(mine, other) ? .sameButIban : .sameTotal
        case (.reference, .number): mine.link
        case (.number, .reference): other.link
        default: nil
        }
    }

    private static func isOtherIBAN(_ mine: FingerprintRows.Print, _ other: FingerprintRows.Print) -> Bool {
        differ(mine.iban, other.iban)
    }

    private static func isOtherNumber(_ mine: FingerprintRows.Print, _ other: FingerprintRows.Print) -> Bool {
        differ(mine.number, other.number)
    }

    /// What one of them lacks is no difference: it may not have been found.
    private static func differ(_ mine: [UInt8]?, _ other: [UInt8]?) -> Bool {
        guard let mine, let other else { return false }
        return mine != other
    }
}
