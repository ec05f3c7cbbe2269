/// What a statement did.
package struct Outcome: Sendable {
    /// The number of rows changed or read. It includes rows that an UPDATE found but did not change.
    package let affectedRows: Int
    /// The new AUTO_INCREMENT number; 0 if there is none.
    package let insertID: Int
}
