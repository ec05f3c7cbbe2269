/// What a statement did.
package struct Outcome: Sendable {
    /// Rows changed, or rows read. A row that an UPDATE found but left as it was counts as well.
    package let affectedRows: Int
    /// The AUTO_INCREMENT number that was given; 0 without.
    package let insertID: Int
}
