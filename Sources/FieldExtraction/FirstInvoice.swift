import Invoices

/// The part of a document that its fields are read from: all of it, or the pages of its first invoice where it has
/// several, since values of two invoices must not be mixed.
struct FirstInvoice: Sendable {
    let document: ReadDocument
    let analysis: DocumentAnalysis
    /// Says that there are others, and on which pages each begins.
    let finding: Finding?

    /// - Parameter languages: Those that are known to be the document's.
    init(_ whole: ReadDocument, languages: [String]) {
        let all = DocumentAnalysis(whole, languages: languages)
        // An e-invoice says itself what the file is; its pages may be those of annexes.
        let starts = whole.electronicInvoice == nil ? InvoiceStarts(all).pages : [0]
        guard starts.count > 1 else {
            (document, analysis, finding) = (whole, all, nil)
            return
        }
        var first = whole
        first.pages = Array(whole.pages.prefix(starts[1]))
        document = first
        analysis = DocumentAnalysis(first, languages: languages)
        finding = Self.finding(pages: starts.map { whole.pages[$0].number })
    }

    private static func finding(pages: [Int]) -> Finding {
        let list = pages.map(String.init).joined(separator: ", ")
        return Finding(
            field: "invoice.number", severity: .error,
            message: "The file has \(pages.count) invoices, which begin on the pages \(list). All values are those of "
                + "the first. Send each in a file of its own.",
            code: .severalInvoices, pages: pages)
    }
}
