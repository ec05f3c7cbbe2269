import Invoices
import Rendering

/// What of a PDF its pages do not show, told to people: the pages are read all the same.
enum UnshownContent {
    static func findings(_ document: PDFDocument) -> [Finding] {
        var findings: [Finding] = []
        if document.isPortfolio {
            let message = "The file is a portfolio: a cover with files in it. Only the cover was read."
            findings.append(Finding(field: "", severity: .error, message: message, code: .portfolio))
        }
        if document.isUndrawnForm {
            let message = "Only its own program shows this form (XFA) filled in. Print it to a PDF and send that."
            findings.append(Finding(field: "", severity: .error, message: message, code: .formNotRead))
        }
        return findings
    }
}
