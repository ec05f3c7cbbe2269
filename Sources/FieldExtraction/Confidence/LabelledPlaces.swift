import Invoices

/// The labels of a document with the places beside them where their values may stand, looked up once for all fields.
struct LabelledPlaces {
    struct Place {
        let label: Label
        let slot: DocumentAnalysis.ValueSlot
    }

    private let analysis: DocumentAnalysis
    private let places: [Place]

    init(_ analysis: DocumentAnalysis, of kinds: Set<LabelKind>) {
        self.analysis = analysis
        places = analysis.labels.filter { label in
            kinds.contains(label.labelKind)
                && !analysis.itemHeaderRows.contains(analysis.layout.segments[label.segment].row)
        }.flatMap { label in analysis.slots(for: label).map { Place(label: label, slot: $0) } }
    }

    /// The longest label of these kinds beside which the value stands.
    func place(of tokens: Range<Int>, _ kinds: Set<LabelKind>) -> Place? {
        places.filter { kinds.contains($0.label.labelKind) && holds($0, tokens) }
            .max { $0.label.length < $1.label.length }
    }

    /// Whether another kind of label, which is longer, claims the value.
    func isClaimed(_ tokens: Range<Int>, besides kinds: Set<LabelKind>, longerThan length: Int) -> Bool {
        places.contains { !kinds.contains($0.label.labelKind) && $0.label.length > length && holds($0, tokens) }
    }

    /// How many labels of these kinds have another place of their own.
    func others(besides tokens: Range<Int>, _ kinds: Set<LabelKind>) -> Int {
        Set(
            places.filter {
                kinds.contains($0.label.labelKind) && $0.label.length > 3 && !holds($0, tokens)
                    && $0.slot.tokens.contains { analysis.layout.tokens[$0].text.contains(where: \.isFastNumber) }
            }.map(\.label.tokens.lowerBound)
        ).count
    }

    /// An amount may stand at the end of its label's row, behind others.
    private func holds(_ place: Place, _ tokens: Range<Int>) -> Bool {
        if place.slot.tokens.overlaps(tokens) { return true }
        return place.label.labelKind.isAmount && place.label.tokens.upperBound <= tokens.lowerBound
            && analysis.layout.row(of: place.label.tokens) == analysis.layout.row(of: tokens)
    }
}
