/// A run of words without a wide gap: a table's cell, a label, a line of an address.
struct Segment: Sendable {
    /// Indices of tokens.
    let tokens: Range<Int>
    let row: Int
    let page: Int
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let text: String

    var height: Double { bottom - top }
    var centre: Double { (left + right) / 2 }

    func overlaps(left: Double, right: Double) -> Bool { min(self.right, right) > max(self.left, left) }
}
