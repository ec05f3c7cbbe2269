/// The headers of a request, by names in lower case.
///
/// A list, not a dictionary: there are few headers, and hashing their names takes longer than comparing them.
package struct HeaderFields: Sendable, ExpressibleByDictionaryLiteral {
    private struct Field: Sendable {
        let name: String
        let value: String
    }

    private var fields: [Field] = []

    package init() { fields.reserveCapacity(16) }

    package init(_ values: [String: String]) { fields = values.map { Field(name: $0.key, value: $0.value) } }

    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { add(name, value) }
    }

    package subscript(name: String) -> String? {
        let length = name.utf8.count
        for field in fields where field.name.utf8.count == length && field.name == name { return field.value }
        return nil
    }

    /// If a name occurs twice, the first value is used.
    package mutating func add(_ name: String, _ value: String) {
        if self[name] == nil { fields.append(Field(name: name, value: value)) }
    }
}
