import InvoiceCoding
import Invoices
import JSON
import Storage

/// A template as the contract writes it; `TemplateJSON+Draft` reads it.
enum TemplateJSON {
    static let responseOnly: Set<String> = ["_id", "accuracy", "createdAt", "updatedAt"]

    static func write(_ template: TemplateRecord, into json: inout JSONWriter) {
        json.member("_id", template.id)
        write(template.draft, into: &json)
        json.member("accuracy") { write(template.accuracy, into: &$0) }
        json.member("createdAt", template.createdAt)
        json.member("updatedAt", template.updatedAt)
    }

    /// The members that clients may set.
    static func write(_ draft: TemplateDraft, into json: inout JSONWriter) {
        json.member("name", draft.name)
        json.member("description", draft.description)
        json.member("version", draft.version)
        json.member("ocrEngine", draft.ocrEngine)
        json.member("documentType", draft.template.documentKind.rawValue)
        json.member("extractionRules") { json in
            json.member("fields", array: draft.template.fields) { json, rule in json.object { write(rule, into: &$0) } }
            TemplateTextCoding.write(draft.template.text, &json)
            json.member("lineItems") { write(draft.template.lineItems, into: &$0) }
        }
        json.member("preprocessingSettings") { write(draft.template.preprocessing, into: &$0) }
        json.member("postprocessingSettings") { write(draft.template.postprocessing, into: &$0) }
        json.member("supportedFormats", strings: draft.template.supportedFormats.map(\.rawValue))
        json.member("languages", strings: draft.template.languages)
        json.member("isActive", draft.isActive)
        json.member("isDefault", draft.isDefault)
        json.member("createdBy", draft.createdBy)
        json.member("lastModifiedBy", draft.lastModifiedBy)
        json.member("metadata", raw: draft.metadata)
    }

    private static func write(_ rule: FieldRule, into json: inout JSONWriter) {
        json.member("name", rule.name)
        json.member("type", rule.kind.rawValue)
        json.member("required", rule.isRequired)
        json.member("pattern", rule.pattern)
        TemplateTextCoding.write(rule, &json)
        json.member("coordinates", rule.coordinates)
        json.member("page", rule.page)
        json.member("validation") { json in
            json.member("minLength", rule.limits.minLength)
            json.member("maxLength", rule.limits.maxLength)
            json.member("format", rule.limits.format)
        }
    }

    private static func write(_ rule: LineItemRule, into json: inout JSONWriter) {
        json.member("enabled", rule.isEnabled)
        TemplateTextCoding.write(rule.patterns, &json)
        json.member("tableStructure") { json in
            json.member("headerRow", rule.headerRow)
            json.member("dataStartRow", rule.dataStartRow)
            json.member("columns", array: rule.columns) { json, column in
                json.object {
                    $0.member("name", column.name)
                    $0.member("index", column.index)
                    $0.member("type", column.kind.rawValue)
                }
            }
        }
    }

    private static func write(_ settings: PreprocessingSettings, into json: inout JSONWriter) {
        json.member("imageEnhancement", settings.imageEnhancement)
        json.member("deskew", settings.deskew)
        json.member("denoising", settings.denoising)
        json.member("binarization", settings.binarization)
        json.member("resolutionDPI", settings.resolutionDPI)
    }

    private static func write(_ settings: PostprocessingSettings, into json: inout JSONWriter) {
        json.member("spellCheck", settings.spellCheck)
        json.member("confidenceThreshold", settings.confidenceThreshold)
        json.member("validationRules", array: settings.validationRules) { json, rule in
            json.object {
                $0.member("field", rule.field)
                $0.member("rule", rule.rule)
                $0.member("message", rule.message)
            }
        }
    }

    private static func write(_ accuracy: TemplateAccuracy, into json: inout JSONWriter) {
        json.member("averageAccuracy", ratio: accuracy.average)
        json.member("fieldAccuracy") { json in
            for (name, value) in accuracy.fields.sorted(by: { $0.key < $1.key }) {
                json.name(name)
                json.value((value * 10_000).rounded() / 10_000)
            }
        }
    }
}
