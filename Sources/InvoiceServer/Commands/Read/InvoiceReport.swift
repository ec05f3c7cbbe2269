import Foundation
import Invoices

/// A document's result for people, laid out like an invoice: parties, table of lines, amounts, findings.
struct InvoiceReport {
    private static let half = 38
    private static let dates = [("Date", "invoice.date"), ("Due", "invoice.dueDate")]
    private static let sums = [
        ("Subtotal", "subtotal"), ("Allowances", "allowances"), ("Charges", "charges"), ("Tax", "tax"),
        ("Total", "total"), ("Prepaid", "prepaid"), ("Rounding", "rounding"), ("Amount due", "amountDue"),
    ].map { ($0, "invoice.amounts." + $1) }
    private static let currency = "invoice.amounts.currency"
    private static let kind = "invoice.kind"
    private static let number = "invoice.number"

    private let style: TerminalStyle

    init(_ style: TerminalStyle) {
        self.style = style
    }

    func text(_ file: String, _ result: Result<ReadFile, JobFailure>) -> String {
        switch result {
        case .failure(let failure):
            return "\(style.bold(file))\n  \(style.red(failure.message)) [\(failure.code.rawValue)]\n"
        case .success(let read):
            let fields = ReportFields(read.extraction)
            let rows = ReportTable(read.extraction, fields, style)
            let parts = [
                head(read, fields), parties(fields), rows.lines, sums(fields), others(fields, rows.names),
                read.extraction.findings.map(finding),
            ].filter { !$0.isEmpty }
            let body = parts.map { $0.map { "  \(ReportText.trimmed($0))\n" }.joined() }.joined(separator: "\n")
            return style.bold(file) + "\n" + body
        }
    }

    private func head(_ read: ReadFile, _ fields: ReportFields) -> [String] {
        let info = read.info
        let pages = info.pages == 1 ? "1 page" : "\(info.pages) pages"
        let overall = "confidence \(Int((read.extraction.overallConfidence * 100).rounded())) %"
        let facts = [info.format.rawValue, info.pages > 0 ? pages : nil, info.resolution.map { "\($0) dpi" }]
        let review = read.extraction.needsReview ? "needs review" : "needs no review"
        let about = style.faint((facts + [info.language, overall, review]).compactMap(\.self).joined(separator: ", "))
        guard !read.extraction.fields.isEmpty else { return [about, "Nothing was found."] }
        let title = [fields.text(Self.kind) ?? "invoice", fields.text(Self.number)].compactMap(\.self)
        let dates = Self.dates.compactMap { label, name in fields.text(name).map { "\(label) \($0)" } }
        return [about, style.bold(title.joined(separator: " ")), dates.joined(separator: "   ")]
            .filter { !$0.isEmpty }
    }

    /// Both side by side.
    private func parties(_ fields: ReportFields) -> [String] {
        let left = party("supplier", fields)
        let right = party("customer", fields)
        guard !left.isEmpty || !right.isEmpty else { return [] }
        let heading = style.faint(ReportText.padded("From", Self.half) + "To")
        let lines = (0..<max(left.count, right.count)).map { index in
            let (one, other) = (index < left.count ? left[index] : "", index < right.count ? right[index] : "")
            return other.isEmpty ? one : ReportText.padded(one, Self.half) + other
        }
        return [heading] + lines
    }

    private func party(_ role: String, _ fields: ReportFields) -> [String] {
        let lines = Self.partyNames(role).flatMap(fields.lines)
        return lines.flatMap { ReportText.wrapped($0, Self.half - 2) }
    }

    private func sums(_ fields: ReportFields) -> [String] {
        let currency = fields.text(Self.currency).map { " \($0)" } ?? ""
        let found = Self.sums.compactMap { label, name in fields.text(name).map { (label, $0) } }
        let labels = found.map(\.0.count).max() ?? 0
        let values = found.map { ReportText.whole($0.1).count }.max() ?? 0
        return found.map { label, value in
            let line = "\(ReportText.padded(label, labels))  \(ReportText.padded(value, values, .right))\(currency)"
            return label == "Total" ? style.bold(line) : line
        }
    }

    /// Whatever else was found, under the contract's names.
    private func others(_ fields: ReportFields, _ shown: Set<String>) -> [String] {
        let names = Self.shownNames.union(shown)
        var seen: Set<String> = []
        let found = fields.extraction.fields.map(\.name).filter { !names.contains($0) && seen.insert($0).inserted }
        let width = found.map { InvoiceField.shortName(of: $0).count }.max() ?? 0
        return found.map { name in
            style.faint(ReportText.padded(InvoiceField.shortName(of: name), width)) + "  " + (fields.text(name) ?? "")
        }
    }

    private func finding(_ finding: Finding) -> String {
        let message = ReportText.printable(finding.message)
        return switch finding.severity {
        case .error: style.red("error: \(message)")
        case .warning: style.yellow("warning: \(message)")
        case .info: style.faint("note: \(message)")
        }
    }

    private static func partyNames(_ role: String) -> [String] {
        ["name", "address", "taxId"].map { "invoice.\(role).\($0)" }
    }

    private static let shownNames = Set(
        dates.map(\.1) + sums.map(\.1) + [currency, kind, number] + partyNames("supplier") + partyNames("customer"))
}
