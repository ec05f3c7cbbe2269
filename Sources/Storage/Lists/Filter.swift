package import JSON

/// A list's conditions, parsed from the API's JSON grammar: known fields only, values bound and never spliced.
package struct Filter: Sendable, Equatable {
    package let condition: Condition

    package indirect enum Condition: Sendable, Equatable {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case test(Test)
    }

    /// One comparison of one field.
    package struct Test: Sendable, Equatable {
        package enum Operator: String, Sendable, CaseIterable {
            case equal = "$eq"
            case notEqual = "$ne"
            case greater = "$gt"
            case greaterOrEqual = "$gte"
            case less = "$lt"
            case lessOrEqual = "$lte"
            case isIn = "$in"
            case isNotIn = "$nin"
            case exists = "$exists"
        }

        /// The name of a `ResourceField`.
        package let field: String
        /// The names below it in a `json` field.
        package let path: [String]
        package let comparison: Operator
        /// One value, or those of `$in` and `$nin`.
        package let values: [Operand]
    }

    package enum Operand: Sendable, Hashable {
        case null
        case text(String)
        /// A number's literal.
        case number(String)
        case flag(Bool)
        /// Milliseconds since 1970.
        case time(Int64)
        /// The number that the store keeps for a name of a choice.
        case choice(Int)
        /// The 12 bytes of an id.
        case id([UInt8])
    }

    /// Throws `FilterError`.
    package static func parse(_ json: JSONValue, of resource: Resource) throws -> Filter {
        var parser = FilterParser(resource)
        return Filter(condition: try parser.parse(json))
    }
}
