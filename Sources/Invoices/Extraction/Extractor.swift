/// Finds an invoice's fields on its pages: pure, the same answer for the same pages.
package struct Extractor: Sendable {
    private let template: Template

    package init(template: Template = .anyInvoice) {
        self.template = template
    }

    package func extract(_ document: ReadDocument) -> Extraction {
        Extraction(fields: document.corrections + (document.electronicInvoice?.fields ?? []))
    }
}
