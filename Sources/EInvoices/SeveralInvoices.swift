import Invoices

/// Files of several invoices: FatturaPA's lots have a body for each, Facturae's batches an `Invoice`.
enum SeveralInvoices {
    /// Leaves the first invoice alone in the tree; a finding if there were others.
    static func finding(leavingOneIn root: XMLNode) -> Finding? {
        let others =
            leaveOne("FatturaElettronicaBody", in: root)
            + batches(of: root).map { leaveOne("Invoice", in: $0) }
            .reduce(0, +)
        guard others > 0 else { return nil }
        return Finding(
            field: "invoice.number", severity: .error,
            message: "The file holds \(others + 1) invoices; the first one was read. Send each in a file of its own.",
            code: .severalInvoices)
    }

    private static func batches(of root: XMLNode) -> [XMLNode] {
        root.name == "Facturae" ? root.children.filter { $0.name == "Invoices" } : []
    }

    /// How many were taken away.
    private static func leaveOne(_ name: String, in node: XMLNode) -> Int {
        let found = node.children.filter { $0.name == name }
        guard found.count > 1 else { return 0 }
        node.children.removeAll { $0.name == name && $0 !== found[0] }
        return found.count - 1
    }
}
