import Invoices
import JSON
import Yams

/// Imports invoice2data's YAML templates.
package enum Invoice2Data {
    /// The paper size that an `area` refers to, since its pixels do not show it.
    package enum Paper: String, CaseIterable, Sendable {
        case a4 = "A4"
        case letter = "Letter"

        /// Points.
        var size: (width: Double, height: Double) { self == .a4 ? (595, 842) : (612, 792) }
    }

    /// `name` is used if the file names no issuer.
    package static func read(_ yaml: String, name: String, paper: Paper = .a4) throws(ImportError) -> ImportedTemplate {
        let remarks = Remarks()
        let root = try mapping(yaml, remarks)
        let options = ImportedOptions(root["options"], remarks)
        let issuer = root["issuer"]?.scalar?.string ?? root["keywords"]?.strings.first
        var fields = ImportedFields(options: options, paper: paper, remarks: remarks)
        guard let rules = root["fields"]?.mapping else {
            throw ImportError(description: "It has no mapping `fields`.")
        }
        for (key, rule) in rules where !LenientYAML.isRepeated(key) { fields.add(key.scalar?.string ?? "", rule) }
        for (index, table) in (root["tables"]?.elements ?? []).enumerated() { fields.addTable(table, at: index) }
        fields.finish(issuer: issuer, currency: options.currency, required: root["required_fields"]?.strings)
        var rows = ImportedRows(remarks: remarks)
        for (place, node) in [("fields.lines", rules["lines"]), ("lines", root["lines"])] {
            if let node { rows.add(node, at: place) }
        }
        note(root, remarks)
        var template = Template(
            fields: fields.rules, lineItems: rows.rule, text: options.text, languages: options.languages)
        drop(&template, remarks)
        return ImportedTemplate(
            name: String((issuer ?? name).prefix(200)), template: template, metadata: metadata(root, issuer),
            remarks: remarks.sentences)
    }

    private static func mapping(_ yaml: String, _ remarks: Remarks) throws(ImportError) -> Node.Mapping {
        do {
            guard let mapping = try LenientYAML.mapping(yaml, remarks) else {
                throw ImportError(description: "It is not a YAML mapping.")
            }
            return mapping
        } catch let error as ImportError {
            throw error
        } catch {
            throw ImportError(description: "It cannot be read as YAML: \(error)")
        }
    }

    /// Removes rules that cannot work. The reader still looks for their fields without a rule.
    private static func drop(_ template: inout Template, _ remarks: Remarks) {
        template.fields = template.fields.compactMap { rule in
            guard let fault = fault(in: rule) else { return rule }
            let bare = FieldRule(name: rule.name, kind: rule.kind, isRequired: rule.isRequired)
            let isFound = self.fault(in: bare) == nil
            let rest = isFound ? "is looked for without a rule" : "was left out"
            remarks.add("fields.\(rule.name)", "\(fault.message) The field \(rest).")
            return isFound ? bare : nil
        }
        for fault in TemplateCheck().faults(in: template) {
            remarks.add(fault.pointer, fault.message)
            if fault.pointer.contains("/lineItems/") { template.lineItems = LineItemRule() }
            if fault.pointer.contains("/text/") { template.text.replacements = [] }
        }
    }

    private static func fault(in rule: FieldRule) -> TemplateCheck.Fault? {
        TemplateCheck().faults(in: Template(fields: [rule])).first
    }

    private static func note(_ root: Node.Mapping, _ remarks: Remarks) {
        let known: Set<String> = [
            "issuer", "keywords", "exclude_keywords", "fields", "lines", "tables", "options", "required_fields",
            "template_name", "input_module", "priority", "country_code",
        ]
        for (key, _) in root where !known.contains(key.scalar?.string ?? "") && !LenientYAML.isRepeated(key) {
            remarks.add(key.scalar?.string ?? "?", "This is not supported and was left out.")
        }
    }

    private static func metadata(_ root: Node.Mapping, _ issuer: String?) -> [UInt8] {
        JSONWriter.write { json in
            json.object { json in
                json.member("importedFrom", "invoice2data")
                json.member("issuer", issuer)
                json.member("keywords", strings: root["keywords"]?.strings ?? [])
                json.member("excludeKeywords", strings: root["exclude_keywords"]?.strings ?? [])
            }
        }
    }
}

extension Node {
    /// A list's scalars, or the one scalar.
    var strings: [String] { elements.compactMap { $0.scalar?.string } }

    /// A list's nodes, or the one node.
    var elements: [Node] { sequence.map { Array($0) } ?? (isNothing ? [] : [self]) }

    var isNothing: Bool { scalar.map { $0.string.isEmpty || $0.string == "null" || $0.string == "~" } ?? false }

    /// As in YAML 1.1, which Python's parser follows.
    var isTrue: Bool { ["true", "yes", "on"].contains(scalar?.string.lowercased()) }
}
