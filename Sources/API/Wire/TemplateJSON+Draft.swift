import Invoices
import JSON
import Storage

extension TemplateJSON {
    /// The engines in the contract; this server supports only the first.
    private enum Engine: String, CaseIterable {
        case tesseract
        case googleVision = "google-vision"
        case awsTextract = "aws-textract"
        case azureCognitive = "azure-cognitive"
        case custom
    }

    private static let mostFields = 200

    /// Throws all faults together.
    /// - Parameter known: The names of languages that can be read with; if empty, any name is accepted.
    static func draft(_ form: Form, languages known: Set<String> = []) throws -> TemplateDraft {
        let name = form.required("name") { form.label($0) }
        let description = form.text("description", in: 0...4000)
        let version = form.text("version", in: 0...50)
        let engine = form.required("ocrEngine") { form.choice($0, Engine.self) }
        if let engine, engine != .tesseract {
            form.note(
                "ocrEngine", "engine_not_available", "This server supports only tesseract, not \(engine.rawValue).")
        }
        let template = template(form)
        noteLanguages(template?.languages ?? [], known, form)
        for fault in template.map({ TemplateCheck().faults(in: $0) }) ?? [] {
            form.noteOnce(at: form.pointer + fault.pointer, fault.code, fault.message)
        }
        let isActive = form.flag("isActive") ?? true
        let isDefault = form.flag("isDefault") ?? false
        if isDefault, !isActive {
            form.note("isActive", "not_allowed", "The default template must be active: jobs that name default use it.")
        }
        let createdBy = form.text("createdBy")
        let lastModifiedBy = form.text("lastModifiedBy")
        let metadata = form.raw("metadata", atMost: 16 << 10)
        form.close(ignoring: responseOnly)
        try form.check()
        guard let name, let template else { throw APIError.internalError }
        return TemplateDraft(
            name: name, description: description, version: version, template: template, isActive: isActive,
            isDefault: isDefault, createdBy: createdBy, lastModifiedBy: lastModifiedBy, metadata: metadata)
    }

    /// Several languages at once are joined by +, as Tesseract has them.
    private static func noteLanguages(_ languages: [String], _ known: Set<String>, _ form: Form) {
        guard !known.isEmpty else { return }
        for (index, language) in languages.enumerated() {
            let parts = language.lowercased().split(separator: "+").map(String.init)
            guard let name = parts.first(where: { !known.contains($0) }) ?? (parts.isEmpty ? language : nil) else {
                continue
            }
            let hint = NearestName.of(name, among: known).map { " Did you mean \($0)?" } ?? ""
            form.noteElement(
                "languages/\(index)", "not_allowed",
                "This server cannot read \(name.prefix(20)).\(hint) It reads \(known.sorted().joined(separator: ", "))."
            )
        }
    }

    private static func template(_ form: Form) -> Template? {
        let kind = form.required("documentType") { form.choice($0, Template.DocumentKind.self) }
        let rules = form.required("extractionRules") { form.object($0) }
        let fields = rules.map(fields) ?? []
        let lineItems = rules?.object("lineItems").map(lineItems) ?? LineItemRule()
        let text = rules?.object("text").map(text) ?? TextPreparation()
        rules?.close()
        let preprocessing = form.object("preprocessingSettings").map(preprocessing) ?? PreprocessingSettings()
        let postprocessing = form.object("postprocessingSettings").map(postprocessing) ?? PostprocessingSettings()
        let formats = form.choices("supportedFormats", atMost: 20, DocumentType.self) ?? []
        let languages = form.texts("languages", atMost: 10, in: 2...20) ?? []
        guard let kind else { return nil }
        return Template(
            documentKind: kind, fields: fields, lineItems: lineItems, text: text, preprocessing: preprocessing,
            postprocessing: postprocessing, supportedFormats: formats, languages: languages)
    }

    /// Returns a rule for every element, even for one with a fault, so that later faults have the right index.
    private static func fields(_ rules: Form) -> [FieldRule] {
        (rules.objects("fields", atMost: mostFields) ?? []).map(field)
    }

    private static func field(_ form: Form) -> FieldRule {
        let name = form.required("name") { form.text($0, in: 1...100) }
        let kind = form.choice("type", FieldRule.Kind.self) ?? .text
        let isRequired = form.flag("required") ?? false
        let pattern = form.text("pattern", in: 1...2000)
        let coordinates = form.box("coordinates")
        let page = form.whole("page", in: -1...1000) ?? 1
        let limits = form.object("validation").map(limits) ?? FieldRule.Limits()
        let constant = form.text("value", in: 1...500)
        let occurrence = form.choice("occurrence", FieldRule.Occurrence.self) ?? .first
        form.close()
        return FieldRule(
            name: name ?? "", kind: kind, isRequired: isRequired, pattern: pattern, coordinates: coordinates,
            page: page, limits: limits, constant: constant, occurrence: occurrence)
    }

    private static func limits(_ form: Form) -> FieldRule.Limits {
        let limits = FieldRule.Limits(
            minLength: form.whole("minLength", in: 0...10_000), maxLength: form.whole("maxLength", in: 1...10_000),
            format: form.text("format", in: 1...512))
        form.close()
        return limits
    }

    private static func lineItems(_ form: Form) -> LineItemRule {
        var rule = LineItemRule(isEnabled: form.flag("enabled") ?? true)
        if let table = form.object("tableStructure") {
            rule.headerRow = table.whole("headerRow", in: 0...1000)
            rule.dataStartRow = table.whole("dataStartRow", in: 0...1000)
            rule.columns = (table.objects("columns", atMost: 50) ?? []).map(column)
            table.close()
        }
        rule.patterns = form.object("patterns").map(patterns)
        form.close()
        return rule
    }

    private static func patterns(_ form: Form) -> RowPatterns {
        func pattern(_ name: String) -> String? { form.text(name, in: 1...2000) }
        let patterns = RowPatterns(
            start: form.required("start", pattern) ?? "", end: form.required("end", pattern) ?? "",
            row: form.required("row", pattern) ?? "", firstRow: pattern("firstRow"), lastRow: pattern("lastRow"),
            skip: pattern("skip"))
        form.close()
        return patterns
    }

    private static func text(_ form: Form) -> TextPreparation {
        let text = TextPreparation(
            arrangement: form.choice("arrangement", TextPreparation.Arrangement.self) ?? .reading,
            removesSpaces: form.flag("removeSpaces") ?? false, removesAccents: form.flag("removeAccents") ?? false,
            lowercases: form.flag("lowercase") ?? false,
            replacements: (form.objects("replace", atMost: 50) ?? []).map(replacement))
        form.close()
        return text
    }

    private static func replacement(_ form: Form) -> TextPreparation.Replacement {
        let pattern = form.required("pattern") { form.text($0, in: 1...500) }
        let with = form.required("with") { form.text($0, in: 0...500) }
        form.close()
        return TextPreparation.Replacement(pattern: pattern ?? "", with: with ?? "")
    }

    private static func column(_ form: Form) -> LineItemRule.Column {
        let name = form.required("name") { form.text($0, in: 1...100) }
        let index = form.required("index") { form.whole($0, in: 0...100) }
        let kind = form.choice("type", FieldRule.Kind.self) ?? .text
        form.close()
        return LineItemRule.Column(name: name ?? "", index: index ?? -1, kind: kind)
    }

    private static func preprocessing(_ form: Form) -> PreprocessingSettings {
        let defaults = PreprocessingSettings()
        let settings = PreprocessingSettings(
            imageEnhancement: form.flag("imageEnhancement") ?? defaults.imageEnhancement,
            deskew: form.flag("deskew") ?? defaults.deskew,
            denoising: form.flag("denoising") ?? defaults.denoising,
            binarization: form.flag("binarization") ?? defaults.binarization,
            resolutionDPI: form.whole("resolutionDPI", in: 72...600) ?? defaults.resolutionDPI)
        form.close()
        return settings
    }

    private static func postprocessing(_ form: Form) -> PostprocessingSettings {
        let defaults = PostprocessingSettings()
        let settings = PostprocessingSettings(
            spellCheck: form.flag("spellCheck") ?? defaults.spellCheck,
            confidenceThreshold: form.number("confidenceThreshold", in: 0...1) ?? defaults.confidenceThreshold,
            validationRules: (form.objects("validationRules", atMost: 200) ?? []).map(validationRule))
        form.close()
        return settings
    }

    private static func validationRule(_ form: Form) -> PostprocessingSettings.Rule {
        let field = form.required("field") { form.text($0, in: 1...100) }
        let rule = form.required("rule") { form.text($0, in: 1...600) }
        let message = form.text("message", in: 0...500)
        form.close()
        return PostprocessingSettings.Rule(field: field ?? "", rule: rule ?? "", message: message)
    }
}
