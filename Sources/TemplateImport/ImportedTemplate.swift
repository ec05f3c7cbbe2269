package import Invoices

/// An imported template, with remarks on what was lost.
package struct ImportedTemplate: Sendable {
    package var name: String
    package var template: Template
    /// One JSON object with the template's other data, e.g. its keywords.
    package var metadata: [UInt8]
    /// Sentences that say what could not be imported unchanged, and its place.
    package var remarks: [String]
}

/// Why a file cannot be imported; a sentence.
package struct ImportError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}

/// Collects remarks on a file while it is imported.
final class Remarks {
    private(set) var sentences: [String] = []

    func add(_ place: String, _ sentence: String) { sentences.append("\(place): \(sentence)") }
}
