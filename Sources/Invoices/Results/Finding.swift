/// A check's remark on a result, for the user.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        case error, warning, info
    }

    /// Stable words that tell what kind of finding it is (docs/contract.md sections 8 and 9).
    package enum Code: String, Sendable, CaseIterable {
        case textCut = "text_cut"
        case valueOutOfRange = "value_out_of_range"
        case lineProduct = "line_product"
        case lineSum = "line_sum"
        case totals
        case taxRate = "tax_rate"
        case dates
        case ibanChecksum = "iban_checksum"
        case vatChecksum = "vat_checksum"
        case codeList = "code_list"
        case missing
        case lowConfidence = "low_confidence"
        case notPayable = "not_payable"
        case severalInvoices = "several_invoices"
        case portfolio
        case formNotRead = "form_not_read"
        case textLayerDiffers = "text_layer_differs"
        case duplicate
        case ibanChanged = "iban_changed"
        case ibanDiffers = "iban_differs"
    }

    /// The contract's name of the field, e.g. `invoice.amounts.total`.
    package var field: String
    package var severity: Severity
    /// A sentence with the figures: "Line items add up to 118.00, the subtotal says 119.00."
    package var message: String
    /// Nil for a kind that has no code yet.
    package var code: Code?
    /// The rule of EN 16931 that is broken, e.g. `BR-CO-10`.
    package var rule: String?
    /// The pages it speaks of, from 1; empty for a finding about the whole document or about a value.
    package var pages: [Int]
    /// The other job that it speaks of.
    package var job: Job.ID?
    /// Made by a check of the values, which runs again when a value is corrected; else the finding is about the document.
    package var isCheck: Bool

    package init(
        field: String, severity: Severity, message: String, code: Code? = nil, rule: String? = nil,
        pages: [Int] = [], job: Job.ID? = nil, isCheck: Bool = false
    ) {
        self.field = field
        self.severity = severity
        self.message = message
        self.code = code
        self.rule = rule
        self.pages = pages
        self.job = job
        self.isCheck = isCheck
    }
}

extension Sequence<Finding> {
    /// The same as findings of checks.
    package var ofChecks: [Finding] {
        map { finding in
            var finding = finding
            finding.isCheck = true
            return finding
        }
    }
}
