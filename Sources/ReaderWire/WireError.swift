import JSON

/// A message that the two sides of the pipe do not both know: a reader of another version, or a broken fork.
package enum WireError: Error, Equatable {
    case unknown(String)
    case missing(String)
    case wrongType
}

extension JSONValue {
    func required(_ name: String) throws -> JSONValue {
        guard let value = self[name] else { throw WireError.missing(name) }
        return value
    }

    func needString() throws -> String { try need(string) }
    func needInt() throws -> Int { try need(int) }
    func needDouble() throws -> Double { try need(double) }
    func needBool() throws -> Bool { try need(bool) }
    func needArray() throws -> [JSONValue] { try need(array) }

    private func need<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw WireError.wrongType }
        return value
    }
}
