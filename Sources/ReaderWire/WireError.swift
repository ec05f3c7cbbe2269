import JSON

/// A message that does not follow the protocol: from a reader of another version, or from a broken fork.
package enum WireError: Error, Equatable {
    case unknown(String)
    case missing(String)
    case wrongType
    /// A value that no document can have: a document took over the process that sent it.
    case impossible
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
    func needStrings() throws -> [String] { try needArray().map { try $0.needString() } }

    func needInt(_ range: ClosedRange<Int>) throws -> Int { try needInt().within(range) }
    /// Infinities and NaN are outside every range.
    func needDouble(_ range: ClosedRange<Double>) throws -> Double { try needDouble().within(range) }

    /// - Parameter length: The limit in Unicode scalars, as in the database.
    func needString(atMost length: Int) throws -> String {
        let text = try needString()
        guard text.unicodeScalars.count <= length else { throw WireError.impossible }
        return text
    }

    private func need<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw WireError.wrongType }
        return value
    }
}

extension Comparable {
    fileprivate func within(_ range: ClosedRange<Self>) throws -> Self {
        guard range.contains(self) else { throw WireError.impossible }
        return self
    }
}
