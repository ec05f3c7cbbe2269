/// How much the place of a value beside its label speaks for it; set by hand, compared only among one field's values.
struct PlacementWeights: Sendable {
    /// In the label's own cell.
    let inline: Double
    /// In the next cell of the row, directly beside the label.
    let right: Double
    /// Points from the label over which `right` loses 1.
    let fade: Double
    /// What `right` loses at most.
    let mostFaded: Double
    /// In a row beneath.
    let below: Double

    static let date = PlacementWeights(inline: 0.6, right: 0.5, fade: 500, mostFaded: 0.5, below: 0.3)
    static let identifier = PlacementWeights(inline: 0.6, right: 0.5, fade: 400, mostFaded: 0.6, below: 0.3)

    func weight(of slot: DocumentAnalysis.ValueSlot) -> Double {
        switch slot.placement {
        case .inline: inline
        case .right: right - min(slot.distance / fade, mostFaded)
        case .below: below
        }
    }

    /// The same of totals, which have several amounts in their row and a column of them beneath.
    enum Total {
        /// The last amount of the label's row.
        static let lastInRow = 0.3
        static let inRow = -0.3
        /// Under the label as a heading; the last row is the column's sum.
        static let below = -0.4
        /// More for each row further down.
        static let furtherBelow = 0.02
    }
}
