import Invoices

/// The names beside labels like `Account name` and `Kontoinhaber`: who gets the money is mostly who sends the invoice.
struct AccountHolders {
    private let names: Set<String>

    init(_ analysis: DocumentAnalysis) {
        let values = analysis.labels(.otherHeading).filter(\.isFirst).flatMap { label in
            analysis.slots(for: label).map { analysis.layout.text($0.tokens) }
        }
        names = Set(values.map(IdentifierFinder.key).filter { $0.count >= Self.fewestLetters })
    }

    private static let fewestLetters = 4

    func include(_ name: String?) -> Bool {
        guard let name, !names.isEmpty else { return false }
        return names.contains(IdentifierFinder.key(name))
    }
}
