import Invoices

/// Checks what an invoice's amounts say of each other. Those of an e-invoice are judged by the rules of EN 16931 when it is
/// read; once a person has corrected a term of a sum, that sum is judged here.
struct SumsCheck {
    /// As it was read, with the findings of the rules.
    let read: Extraction
    let corrected: CorrectedTerms

    /// Of what was read.
    static func findings(_ read: Extraction) -> [Finding] {
        isElectronic(read) ? [] : findings(InvoiceSums(read))
    }

    /// Of the same with corrections.
    func findings(_ shown: Extraction) -> [Finding] {
        guard Self.isElectronic(read) else { return Self.findings(InvoiceSums(shown)) }
        let found = Self.findings(InvoiceSums(shown, isElectronic: true)).filter(corrected.contain(termOf:))
        guard !found.isEmpty else { return [] }
        let before = Self.findings(InvoiceSums(read, isElectronic: true))
        return found.filter { finding in
            !before.contains { isSame($0, finding) } || isMadeByRule(finding)
        }.map(Self.asRule)
    }

    private static func isElectronic(_ read: Extraction) -> Bool {
        read["invoice.amounts.total"]?.source == .einvoice
    }

    private static func findings(_ sums: InvoiceSums) -> [Finding] {
        TotalsCheck(sums).findings + LineItemsCheck(sums).findings + TaxRatesCheck(sums).findings
    }

    /// Whether the document's format makes the sum so: of one that it broke as it came and that no rule minds, as national
    /// formats have them, nobody knows what it should be. Taxes are their rates' in all formats.
    private func isMadeByRule(_ finding: Finding) -> Bool {
        finding.code == .taxRate || read.findings.contains { isSame($0, finding) }
    }

    private func isSame(_ one: Finding, _ other: Finding) -> Bool { one.field == other.field && one.code == other.code }

    /// As grave as the rule that it stands for: what is printed may be misread, what an e-invoice says is not.
    private static func asRule(_ finding: Finding) -> Finding {
        guard finding.severity == .warning, finding.code != .lineProduct else { return finding }
        var finding = finding
        finding.severity = .error
        return finding
    }
}
