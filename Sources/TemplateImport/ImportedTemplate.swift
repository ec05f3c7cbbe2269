package import Invoices

/// A template of another program in our terms, with what was lost on the way.
package struct ImportedTemplate: Sendable {
    package var name: String
    package var template: Template
    /// One JSON object: what the other program had besides, e.g. the keywords by which it chose the template.
    package var metadata: [UInt8]
    /// Sentences that say what could not be taken over as it was, and where it stood.
    package var remarks: [String]
}

/// Why a file is no template that can be taken over; a sentence.
package struct ImportError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Collects what is said of a file while it is taken over.
final class Remarks {
    private(set) var sentences: [String] = []

    func add(_ place: String, _ sentence: String) { sentences.append("\(place): \(sentence)") }
}
