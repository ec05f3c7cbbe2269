import JSON

/// Reads one JSON object of a request member by member and notes every fault, so that all are reported together.
///
/// A reading function returns nil if the member is absent or null, and also if it has a fault. In the second case it
/// notes the fault, and `check` throws.
final class Form {
    /// Shared by a body's object and all objects in it.
    final class Faults {
        var list: [APIError.Fault] = []
        /// How many more unknown names are reported.
        var unknownLeft = 100
    }

    let pointer: String
    private let members: [JSONValue.Member]
    private let faults: Faults
    private var known: Set<String> = []

    /// A value that is not an object is noted as a fault and then treated as an empty object.
    init(_ value: JSONValue, pointer: String = "", faults: Faults = Faults()) {
        self.pointer = pointer
        self.faults = faults
        members = value.members ?? []
        if value.members == nil {
            note("", "type", "\(pointer.isEmpty ? "The body" : name(of: pointer)) must be an object.")
        }
    }

    /// Throws the faults noted so far, in this object and those below and above it.
    func check() throws {
        guard faults.list.isEmpty else { throw APIError.validation(faults.list) }
    }

    /// Notes a fault at a member; an empty `name` means the object itself.
    func note(_ name: String, _ code: String, _ detail: String) {
        let place = name.isEmpty ? pointer : "\(pointer)/\(escape(name))"
        faults.list.append(.init(pointer: place, code: code, detail: detail))
    }

    /// Notes a fault at a pointer from the body's root, unless it already has one.
    func noteOnce(at place: String, _ code: String, _ detail: String) {
        guard !faults.list.contains(where: { $0.pointer == place }) else { return }
        faults.list.append(.init(pointer: place, code: code, detail: detail))
    }

    /// Notes every member that was neither read nor is in `ignored` as a fault. Reports only a body's first hundred,
    /// since each is compared with all known names. Call it after the last member was read.
    func close(ignoring ignored: Set<String> = []) {
        for member in members where !known.contains(member.name) && !ignored.contains(member.name) {
            guard faults.unknownLeft > 0 else { return }
            faults.unknownLeft -= 1
            let nearest = NearestName.of(member.name, among: known)
            let hint = nearest.map { " Did you mean \($0)?" } ?? ""
            note(member.name, "unknown_field", "There is no field \(member.name.prefix(64)).\(hint)")
        }
    }

    // MARK: Members

    /// The member's value; nil if it is absent or null.
    func value(_ name: String) -> JSONValue? {
        known.insert(name)
        guard let value = members.first(where: { $0.name == name })?.value, !value.isNull else { return nil }
        return value
    }

    /// True if the member exists, even if it is null.
    func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    /// Calls the reading function and notes a fault if the member is missing.
    func required<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        let isMissing = value(name) == nil
        if isMissing { note(name, "required", "\(name) is missing.") }
        return isMissing ? nil : read(name)
    }

    func object(_ name: String) -> Form? {
        guard let value = value(name) else { return nil }
        return Form(value, pointer: "\(pointer)/\(escape(name))", faults: faults)
    }

    /// An array's elements.
    func array(_ name: String, atMost limit: Int) -> [JSONValue]? {
        guard let value = value(name) else { return nil }
        guard let array = value.array else { return wrongKind(name, "an array", value) }
        guard array.count <= limit else {
            return fault(name, "too_long", "\(name) may have at most \(limit) elements.")
        }
        return array
    }

    func objects(_ name: String, atMost limit: Int) -> [Form]? {
        array(name, atMost: limit)?.enumerated().map { index, value in
            Form(value, pointer: "\(pointer)/\(escape(name))/\(index)", faults: faults)
        }
    }

    func wrongKind<Value>(_ name: String, _ wanted: String, _ value: JSONValue) -> Value? {
        fault(name, "type", "\(name) must be \(wanted), not \(value.kindName).")
    }

    func fault<Value>(_ name: String, _ code: String, _ detail: String) -> Value? {
        note(name, code, detail)
        return nil
    }

    func noteElement<Value>(_ place: String, _ code: String, _ detail: String) -> Value? {
        noteElement(place, code, detail)
        return nil
    }

    func noteElement(_ place: String, _ code: String, _ detail: String) {
        faults.list.append(.init(pointer: "\(pointer)/\(place)", code: code, detail: detail))
    }

    private func escape(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private func name(of pointer: String) -> String {
        String(pointer.split(separator: "/").last { Int($0) == nil } ?? "The value")
    }
}
