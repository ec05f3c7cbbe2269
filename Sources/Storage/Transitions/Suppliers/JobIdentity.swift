import Invoices
import MariaDB

/// Whose invoice a job has, and which other jobs have the same one; found and saved anew with each of its results.
///
/// Within a transaction that has locked the job.
struct JobIdentity {
    let match: SupplierMatch
    let findings: [Finding]

    /// Saves what it finds, but for the columns of the job's result, which `ResultRows` writes.
    ///
    /// - Parameter document: The SHA-256 of the bytes that were read; nil if they are not known.
    init(
        of job: LockedJob, _ extraction: Extraction, document: [UInt8]?, _ counters: inout Counters,
        on connection: Connection
    ) throws {
        let proofs = SupplierProofs(extraction)
        let found = try SupplierIdentification(proofs, of: job.account, on: connection)
        let match = try found.propose(&counters, on: connection)
        try self.init(of: job, extraction, proofs, found, match, document: document, on: connection)
    }

    private init(
        of job: LockedJob, _ extraction: Extraction, _ proofs: SupplierProofs, _ found: SupplierIdentification,
        _ match: SupplierMatch, document: [UInt8]?, on connection: Connection
    ) throws {
        self.match = match
        let keys = InvoiceKeys(extraction, proofs, supplier: match.supplier)
        let links = try Self.link(job, keys, document, on: connection)
        findings = Self.findings(links, hasUnconfirmedIBAN: found.hasUnconfirmedIBAN)
    }

    /// After a correction or a confirmation: the extraction with the findings that are right then. Proposes no supplier.
    static func settle(_ extraction: Extraction, of job: LockedJob, on connection: Connection) throws -> Extraction {
        let proofs = SupplierProofs(extraction)
        let found = try SupplierIdentification(proofs, of: job.account, on: connection)
        let document = try ReviewRows.source(of: job.id, on: connection)?.hash
        let identity = try JobIdentity(
            of: job, extraction, proofs, found, found.match, document: document, on: connection)
        try ResultRows.show(identity.match, of: job.id, on: connection)
        return identity.applied(to: extraction)
    }

    /// The extraction with these findings in place of those of an earlier identity.
    func applied(to extraction: Extraction) -> Extraction {
        var extraction = extraction
        extraction.findings.removeAll { $0.code.map(Self.codes.contains) ?? false }
        extraction.findings += findings
        return extraction
    }

    private static let codes: Set<Finding.Code> = [.duplicate, .ibanChanged, .ibanDiffers]

    private static func link(
        _ job: LockedJob, _ keys: InvoiceKeys, _ document: [UInt8]?, on connection: Connection
    ) throws -> [JobLink] {
        let own = try FingerprintRows(keys, document: document)
        try own.save(of: job.id, job.account, on: connection)
        let links = JobLinks.between(own, and: try own.others(than: job.id, of: job.account, on: connection))
        try JobLinkRows.save(links, of: job.id, job.account, on: connection)
        return links
    }

    // MARK: Findings

    private static func findings(_ links: [JobLink], hasUnconfirmedIBAN: Bool) -> [Finding] {
        let changed = Finding(
            field: "invoice.payment.iban", severity: .error,
            message: "This account is not confirmed for the supplier. Ask the supplier, by a number that you know, "
                + "before you pay.", code: .ibanChanged)
        return (hasUnconfirmedIBAN ? [changed] : [])
            + links.filter(\.kind.isDuplicate).prefix(mostFindings).map(finding)
    }

    private static let mostFindings = 5

    private static func finding(_ link: JobLink) -> Finding {
        let (field, severity, message, code): (String, Finding.Severity, String, Finding.Code) =
            switch link.kind {
            case .sameButIban:
                (
                    "invoice.payment.iban", .error,
                    "Another job has the same invoice with another account for payment. One of them may be forged.",
                    .ibanDiffers
                )
            case .sameBytes: ("invoice.number", .warning, "Another job has the same document.", .duplicate)
            case .sameNumber:
                ("invoice.number", .warning, "Another job has an invoice of this supplier and number.", .duplicate)
            case .sameTotal, .creditNoteOf, .correctionOf:
                (
                    "invoice.amounts.total", .warning,
                    "Another job has an invoice of this supplier, date and total.", .duplicate
                )
            }
        return Finding(field: field, severity: severity, message: message, code: code, job: link.job)
    }
}
