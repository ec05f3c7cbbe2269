package import Invoices
package import JSON

/// A template's rules and settings ↔ JSON in the contract's names (docs/contract.md section 5), as the store keeps them
/// and the reader gets them.
package enum TemplateCoding {
    /// One object with `extractionRules`, `preprocessingSettings`, `postprocessingSettings`, `supportedFormats`,
    /// `languages`.
    package static func write(_ template: Template) -> [UInt8] {
        JSONWriter.write { writer in
            writer.object { writer in
                writer.member("documentType", template.documentKind.rawValue)
                writer.member("extractionRules") { rules(template, &$0) }
                writer.member("preprocessingSettings") { preprocessing(template.preprocessing, &$0) }
                writer.member("postprocessingSettings") { postprocessing(template.postprocessing, &$0) }
                writer.member("supportedFormats", strings: template.supportedFormats.map(\.rawValue))
                writer.member("languages", strings: template.languages)
            }
        }
    }

    /// Reads what `write` wrote; missing members get the contract's default.
    package static func read(_ bytes: [UInt8]) throws -> Template {
        read(try JSONReader.read(bytes, limits: .ours))
    }

    /// The same for JSON that is part of a larger text.
    package static func read(_ json: JSONValue) -> Template {
        Template(
            documentKind: choice(json["documentType"]) ?? .invoice,
            fields: json["extractionRules"]?["fields"]?.array?.map(fieldRule) ?? [],
            lineItems: lineItemRule(json["extractionRules"]?["lineItems"]),
            text: TemplateTextCoding.text(json["extractionRules"]?["text"]),
            preprocessing: preprocessing(json["preprocessingSettings"]),
            postprocessing: postprocessing(json["postprocessingSettings"]),
            supportedFormats: json["supportedFormats"]?.array?.compactMap { choice($0) } ?? [],
            languages: json["languages"]?.array?.compactMap(\.string) ?? [])
    }

    // MARK: Writing

    private static func rules(_ template: Template, _ writer: inout JSONWriter) {
        writer.member("fields", array: template.fields) { writer, rule in
            writer.object { field(rule, &$0) }
        }
        TemplateTextCoding.write(template.text, &writer)
        writer.member("lineItems") { writer in
            TemplateTextCoding.write(template.lineItems.patterns, &writer)
            writer.member("enabled", template.lineItems.isEnabled)
            writer.member("tableStructure") { writer in
                writer.member("headerRow", template.lineItems.headerRow)
                writer.member("dataStartRow", template.lineItems.dataStartRow)
                writer.member("columns", array: template.lineItems.columns) { writer, column in
                    writer.object { writer in
                        writer.member("name", column.name)
                        writer.member("index", column.index)
                        writer.member("type", column.kind.rawValue)
                    }
                }
            }
        }
    }

    private static func field(_ rule: FieldRule, _ writer: inout JSONWriter) {
        writer.member("name", rule.name)
        writer.member("type", rule.kind.rawValue)
        writer.member("required", rule.isRequired)
        writer.member("pattern", rule.pattern)
        TemplateTextCoding.write(rule, &writer)
        writer.member("page", rule.page)
        if let coordinates = rule.coordinates {
            writer.member("coordinates") { BoxCoding.write(coordinates, &$0) }
        }
        writer.member("validation") { writer in
            writer.member("minLength", rule.limits.minLength)
            writer.member("maxLength", rule.limits.maxLength)
            writer.member("format", rule.limits.format)
        }
    }

    private static func preprocessing(_ settings: PreprocessingSettings, _ writer: inout JSONWriter) {
        writer.member("imageEnhancement", settings.imageEnhancement)
        writer.member("deskew", settings.deskew)
        writer.member("denoising", settings.denoising)
        writer.member("binarization", settings.binarization)
        writer.member("resolutionDPI", settings.resolutionDPI)
    }

    private static func postprocessing(_ settings: PostprocessingSettings, _ writer: inout JSONWriter) {
        writer.member("spellCheck", settings.spellCheck)
        writer.member("confidenceThreshold", settings.confidenceThreshold)
        writer.member("validationRules", array: settings.validationRules) { writer, rule in
            writer.object { writer in
                writer.member("field", rule.field)
                writer.member("rule", rule.rule)
                writer.member("message", rule.message)
            }
        }
    }

    // MARK: Reading

    private static func fieldRule(_ json: JSONValue) -> FieldRule {
        FieldRule(
            name: json["name"]?.string ?? "", kind: choice(json["type"]) ?? .text,
            isRequired: json["required"]?.bool ?? false, pattern: json["pattern"]?.string,
            coordinates: json["coordinates"].flatMap(BoxCoding.read), page: json["page"]?.int ?? 1,
            limits: FieldRule.Limits(
                minLength: json["validation"]?["minLength"]?.int, maxLength: json["validation"]?["maxLength"]?.int,
                format: json["validation"]?["format"]?.string), constant: json["value"]?.string,
            occurrence: choice(json["occurrence"]) ?? .first)
    }

    private static func lineItemRule(_ json: JSONValue?) -> LineItemRule {
        let table = json?["tableStructure"]
        let columns = table?["columns"]?.array ?? []
        return LineItemRule(
            isEnabled: json?["enabled"]?.bool ?? true, headerRow: table?["headerRow"]?.int,
            dataStartRow: table?["dataStartRow"]?.int,
            columns: columns.map {
                LineItemRule.Column(
                    name: $0["name"]?.string ?? "", index: $0["index"]?.int ?? 0, kind: choice($0["type"]) ?? .text)
            }, patterns: json?["patterns"].flatMap(TemplateTextCoding.patterns))
    }

    private static func preprocessing(_ json: JSONValue?) -> PreprocessingSettings {
        let standard = PreprocessingSettings()
        return PreprocessingSettings(
            imageEnhancement: json?["imageEnhancement"]?.bool ?? standard.imageEnhancement,
            deskew: json?["deskew"]?.bool ?? standard.deskew,
            denoising: json?["denoising"]?.bool ?? standard.denoising,
            binarization: json?["binarization"]?.bool ?? standard.binarization,
            resolutionDPI: json?["resolutionDPI"]?.int ?? standard.resolutionDPI)
    }

    private static func postprocessing(_ json: JSONValue?) -> PostprocessingSettings {
        let standard = PostprocessingSettings()
        let rules = json?["validationRules"]?.array ?? []
        return PostprocessingSettings(
            spellCheck: json?["spellCheck"]?.bool ?? standard.spellCheck,
            confidenceThreshold: json?["confidenceThreshold"]?.double ?? standard.confidenceThreshold,
            validationRules: rules.map {
                PostprocessingSettings.Rule(
                    field: $0["field"]?.string ?? "", rule: $0["rule"]?.string ?? "", message: $0["message"]?.string)
            })
    }

    private static func choice<Choice: RawRepresentable<String>>(_ json: JSONValue?) -> Choice? {
        json?.string.flatMap(Choice.init(rawValue:))
    }
}
