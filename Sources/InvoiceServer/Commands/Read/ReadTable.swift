import Foundation
import Invoices

/// A document's fields as a table: one line for each field, with its confidence and place.
enum ReadTable {
    static func text(_ file: String, _ result: Result<Extraction, JobFailure>) -> String {
        switch result {
        case .failure(let failure): "\(file)\n  \(failure.message) [\(failure.code.rawValue)]\n"
        case .success(let extraction): "\(file)\n" + table(extraction) + findings(extraction)
        }
    }

    private static func table(_ extraction: Extraction) -> String {
        guard !extraction.fields.isEmpty else { return "  Nothing was found.\n" }
        let rows = extraction.fields.map { field in
            (field.name, value(field), String(format: "%3.0f %%", field.confidence * 100), place(field))
        }
        let nameWidth = rows.map(\.0.count).max() ?? 0
        let valueWidth = min(60, rows.map(\.1.count).max() ?? 0)
        return rows.map { name, value, confidence, place in
            "  \(padded(name, nameWidth))  \(padded(value, valueWidth))  \(confidence)  \(place)\n"
        }.joined()
    }

    static func value(_ field: Field) -> String {
        switch field.value {
        case .text(let text): ReportText.printable(text).replacingOccurrences(of: "\n", with: ", ")
        case .amount(let amount): amount.literal
        case .date(let date): date.text
        case .flag(let flag): flag ? "yes" : "no"
        }
    }

    private static func place(_ field: Field) -> String {
        guard let page = field.page, let box = field.box else { return field.source.rawValue }
        return String(
            format: "page %d, %.0f %% from the left, %.0f %% from the top", page, box.x * 100, box.y * 100)
    }

    private static func findings(_ extraction: Extraction) -> String {
        extraction.findings.map { "  ! \(ReportText.printable($0.message))\n" }.joined()
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
    }
}
