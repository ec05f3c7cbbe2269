import Invoices

/// The findings about a document before its values are judged: what its e-invoice has that no field holds, that not all of
/// it was read, or not as it says.
struct DocumentFindings {
    private let document: ReadDocument
    private let invoice: FirstInvoice

    init(_ document: ReadDocument, _ invoice: FirstInvoice) {
        self.document = document
        self.invoice = invoice
    }

    var findings: [Finding] {
        let electronic = document.electronicInvoice?.findings ?? []
        return document.findings + [invoice.finding, differingText].compactMap { $0 } + electronic
    }

    private var differingText: Finding? {
        let pages = document.pages.filter(\.textLayerDiffers).map(\.number)
        guard !pages.isEmpty else { return nil }
        return Finding(
            field: "", severity: .warning,
            message: "The text that the file holds is not what its pages show. What they show was recognised instead.",
            code: .textLayerDiffers, pages: pages)
    }
}
