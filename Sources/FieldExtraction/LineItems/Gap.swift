import Invoices

/// How far words of one row stand apart, as fractions of the page's height.
struct Gap: Sendable {
    /// Up to here two words, or two groups of one number, belong together.
    let word: Double
    /// From here on two cells begin.
    let cell: Double
    /// The page's width ÷ its height.
    let aspect: Double

    func between(_ left: Box, _ right: Box) -> Double { (right.x - left.maxX) * aspect }
}
