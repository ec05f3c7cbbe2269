import Foundation
import JSON

/// How probable it is that number, date, supplier's name, total and currency are all right.
///
/// The models are `overall.json`, made by `scripts/calibrate`: for invoices and for receipts a logistic regression, and a line
/// from what it says to the share of documents that were right. They weigh the five confidences and what the checks say; so
/// it can be told of stored results and of corrected ones, too.
package enum OverallConfidence {
    /// The names of the five.
    package static let fields = ["number", "date", "supplier.name", "amounts.total", "amounts.currency"].map {
        "invoice.\($0)"
    }

    /// Tills number their slips or not, and print no currency where everybody knows it.
    private static let needlessOnReceipts: Set<String> = ["number", "amounts.currency"]

    /// 0…1; 0 without fields.
    package static func of(_ extraction: Extraction) -> Double {
        guard !extraction.fields.isEmpty else { return 0 }
        guard let model = models[isReceipt(extraction) ? "receipt" : "invoice"], !isGiven(extraction) else {
            return product(extraction)
        }
        return model.line.share(at: model.logistic.probability(features(extraction)))
    }

    /// What is weighed, by name.
    package static func features(_ extraction: Extraction) -> [String: Double] {
        let isReceipt = isReceipt(extraction)
        var features: [String: Double] = [:]
        var (least, product) = (highestLogit, 1.0)
        for field in fields {
            let name = String(field.dropFirst("invoice.".count))
            let found = extraction[field]
            let logit = found.map { self.logit($0.confidence) }
            let isMissing = found == nil && !(isReceipt && needlessOnReceipts.contains(name))
            features["confidence.\(name)"] = logit ?? (isMissing ? 0 : highestLogit)
            features["missing.\(name)"] = isMissing ? 1 : 0
            product *= found?.confidence ?? 1
            least = min(least, logit ?? (isMissing ? -highestLogit : highestLogit))
        }
        features["leastConfidence"] = least
        features["product"] = logit(product)
        features["errors"] = Double(min(extraction.findings.count { $0.severity == .error }, 2))
        features["warnings"] = Double(min(extraction.findings.count { $0.severity == .warning }, 3))
        features["isReceipt"] = isReceipt ? 1 : 0
        features["isRecognised"] = extraction.fields.contains { $0.source == .ocr } ? 1 : 0
        features["hasItems"] = extraction.fields.contains { $0.name.hasPrefix("lineItems[") } ? 1 : 0
        return features.merging(sums(extraction)) { $1 }
    }

    private static func isReceipt(_ extraction: Extraction) -> Bool {
        extraction["invoice.kind"]?.value.text == DocumentKind.receipt.rawValue
    }

    private static func sums(_ extraction: Extraction) -> [String: Double] {
        let checks = extraction["invoice.amounts.total"]?.checks ?? []
        return [FieldCheck.Name.totals, .lineSum].reduce(into: [:]) { features, name in
            let check = checks.first { $0.name == name }
            features["\(name).passed"] = check?.passed == true ? 1 : 0
            features["\(name).failed"] = check?.passed == false ? 1 : 0
        }
    }

    /// Whether no value of the five was read from a page: an e-invoice or a person gave them.
    private static func isGiven(_ extraction: Extraction) -> Bool {
        fields.allSatisfy { [.einvoice, .correction].contains(extraction[$0]?.source) }
    }

    /// As if the five were independent.
    private static func product(_ extraction: Extraction) -> Double {
        fields.reduce(1) { $0 * (extraction[$1]?.confidence ?? 0) }
    }

    private static func logit(_ confidence: Double) -> Double {
        let bounded = min(max(confidence, 0.001), 0.999)
        return min(max(log(bounded / (1 - bounded)), -highestLogit), highestLogit)
    }

    /// Of a confidence of 0.998; more than that no model tells.
    private static let highestLogit = 6.2

    // The file is part of the program; a test reads it.
    private static let file = try? JSONReader.read(PackageResources.overall_json)
    private static let models = (file?.members ?? []).reduce(into: [String: Model]()) { models, kind in
        guard let logistic = LogisticModel(kind.value), let line = RisingLine(kind.value["line"]) else { return }
        models[kind.name] = Model(logistic: logistic, line: line)
    }

    private struct Model {
        let logistic: LogisticModel
        let line: RisingLine
    }
}
