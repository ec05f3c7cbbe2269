/// A fault of a JSON text, and its place.
package struct JSONError: Error, Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        case malformed
        case duplicateName
        case tooLarge
        case tooDeep
    }

    package let reason: Reason
    /// A sentence without the place, e.g. `A colon is expected here.`
    package let message: String
    /// From 1.
    package let line: Int
    /// From 1, counted in Unicode scalars as an editor shows them.
    package let column: Int
}

extension JSONError: CustomStringConvertible {
    package var description: String { "\(message) (line \(line), column \(column))" }
}
