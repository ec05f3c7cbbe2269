/// Finds an invoice's fields on its pages: pure, the same answer for the same pages.
package struct Extractor: Sendable {
    private let template: Template

    package init(template: Template = .anyInvoice) {
        self.template = template
    }

    package func extract(_ document: ReadDocument) -> Extraction {
        var fields = document.corrections
        func add(_ more: [Field]) {
            let known = Set(fields.map(\.name))
            fields += more.filter { !known.contains($0.name) }
        }
        if let electronic = document.electronicInvoice { add(electronic.fields) }
        add(FreeReader(document, languages: template.languages).fields())
        return Extraction(fields: fields)
    }
}
