package import Invoices

/// A job's document, to be booked.
package struct DATEVDocument: Sendable {
    package let job: Job.ID
    package let jobNumber: String
    package let extraction: Extraction
    /// Nobody has looked at results that a person should look at.
    package let needsReview: Bool
    /// As the account's list of suppliers has it; nil if the job has no known supplier.
    package let supplierName: String?
    /// What the supplier's `defaults.metadata` say.
    package let accounts: SupplierAccounts
    /// Where the document is.
    package let link: String?

    package init(
        job: Job.ID, jobNumber: String, extraction: Extraction, needsReview: Bool, supplierName: String? = nil,
        accounts: SupplierAccounts = SupplierAccounts(), link: String? = nil
    ) {
        self.job = job
        self.jobNumber = jobNumber
        self.extraction = extraction
        self.needsReview = needsReview
        self.supplierName = supplierName
        self.accounts = accounts
        self.link = link
    }

    /// What it is; an invoice where that was not recognised.
    var kind: DocumentKind {
        extraction["invoice.kind"]?.value.text.flatMap(DocumentKind.init(rawValue:)) ?? .invoice
    }
}

extension DocumentKind {
    /// Whether it changes what is owed, so that it is booked.
    var isBooked: Bool { isPayable || self == .creditNote || self == .receipt }
}
