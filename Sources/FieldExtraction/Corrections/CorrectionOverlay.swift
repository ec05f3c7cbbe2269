import Invoices

/// Puts corrections over the fields that were read.
struct CorrectionOverlay {
    private(set) var faults: [Finding] = []
    private let context: CorrectionContext
    /// Places of the first field of each name.
    private var places: [String: Int] = [:]
    private var shown: [Field?]
    private var rows: TableRows
    /// An e-invoice's minus takes an allowance or a charge back, also where a person writes it.
    private let keepsSigns: Bool

    var fields: [Field] { shown.compactMap { $0 } }

    init(_ read: Extraction, with corrections: [Correction], _ template: Template, language: String?) {
        context = CorrectionContext(read, template: template, language: language, corrections: corrections)
        shown = read.fields
        keepsSigns = read.fields.contains { $0.source == .einvoice }
        rows = context.rows ?? TableRows(read.fields)
        for (place, field) in read.fields.enumerated() where places[field.name] == nil { places[field.name] = place }
        apply(corrections)
    }

    /// Rows are added in their order, whichever page's correction comes first.
    private mutating func apply(_ corrections: [Correction]) {
        let last = Dictionary(corrections.map { ($0.field, $0) }) { _, second in second }
        var seen: Set<String> = []
        let fields = corrections.map(\.field).filter { seen.insert($0).inserted }
        let ordered = fields.enumerated().sorted {
            (FieldPlace($0.element)?.index ?? -1, $0.offset) < (FieldPlace($1.element)?.index ?? -1, $1.offset)
        }
        for (_, field) in ordered { if let correction = last[field] { apply(correction) } }
    }

    private mutating func apply(_ correction: Correction) {
        guard rows.add(correction.field) else {
            return note(correction, "The correction of \(correction.field) was left out: the document has no such row.")
        }
        if correction.isMissing { return set(nil, correction.field) }
        do throws(CorrectionFault) {
            let value = try context.value(of: correction)
            let field = Field(
                name: correction.field, value: value, rawText: correction.text, confidence: 1,
                page: correction.page, box: correction.box, source: .correction)
            set(keepsSigns ? field : field.withoutNeedlessSign, correction.field)
        } catch {
            note(correction, "The correction was left out. \(error.message)")
        }
    }

    private mutating func set(_ field: Field?, _ name: String) {
        if let place = places[name] {
            shown[place] = field
        } else if let field {
            places[name] = shown.count
            shown.append(field)
        }
    }

    private mutating func note(_ correction: Correction, _ message: String) {
        faults.append(Finding(field: correction.field, severity: .warning, message: message, isCheck: true))
    }
}
