import Invoices

/// The customers of a supplier's earlier documents, as far as a document names one of them.
struct MemoryCustomers {
    static let nameField = "invoice.customer.name"
    static let addressField = "invoice.customer.address"

    private let customer: SupplierMemory.Customer?
    private let document: PrintedDocument

    init(_ customers: [SupplierMemory.Customer], _ document: PrintedDocument) {
        self.document = document
        let known = customers.filter { !$0.record.isRefuted }
        customer =
            known.first { document.squeezed.contains(MemoryWords.squeezed($0.name)) }
            ?? known.first { document.printsMisread($0.name) }
    }

    /// The customer's name, and its address if the document shows that.
    func value(of name: String) -> (MemoryCandidate, MemoryRecord)? {
        guard let customer else { return nil }
        switch name {
        case Self.nameField: return (candidate(customer.name), customer.record)
        case Self.addressField:
            guard let address = customer.address, document.shows(address, .text) else { return nil }
            return (candidate(address), customer.record)
        default: return nil
        }
    }

    private func candidate(_ text: String) -> MemoryCandidate {
        MemoryFieldBuilder.candidate(text, .text, in: document)
            ?? MemoryCandidate(value: .text(text), tokens: 0..<0, text: text)
    }
}
