import JSON

/// Reads one JSON object of a request member by member and notes every fault, so that all are reported together.
///
/// A reading function returns nil both for a member that is absent or null and for one that is at fault; in the
/// second case the fault is noted and `check` throws.
final class Form {
    /// Shared by a body's object and all objects in it.
    final class Faults {
        var list: [APIError.Fault] = []
        /// Unknown names that may still be reported.
        var unknownLeft = 100
    }

    let pointer: String
    private let members: [JSONValue.Member]
    private let faults: Faults
    private var known: Set<String> = []

    /// A value that is no object is a fault itself, and reads as an empty one.
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

    /// Notes a fault at a member; `name` empty is the object itself.
    func note(_ name: String, _ code: String, _ detail: String) {
        let place = name.isEmpty ? pointer : "\(pointer)/\(escape(name))"
        faults.list.append(.init(pointer: place, code: code, detail: detail))
    }

    /// Notes a fault at a pointer from the body's root, unless one is noted there.
    func noteOnce(at place: String, _ code: String, _ detail: String) {
        guard !faults.list.contains(where: { $0.pointer == place }) else { return }
        faults.list.append(.init(pointer: place, code: code, detail: detail))
    }

    /// Every member that was neither asked for nor is among `ignored` is a fault, of which a body's first hundred are
    /// reported: each is compared with all known names. Call after the last member was read.
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

    /// The member's value; nil when it is absent or null.
    func value(_ name: String) -> JSONValue? {
        known.insert(name)
        guard let value = members.first(where: { $0.name == name })?.value, !value.isNull else { return nil }
        return value
    }

    /// Whether the member stands there at all, be it null.
    func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    /// As any of the reading functions, noting that the member is missing when it is.
    func required<Value>(_ name: String, _ read: (String) -> Value?) -> Value? {
        let isMissing = value(name) == nil
        if isMissing { note(name, "required", "\(name) is missing.") }
        return isMissing ? nil : read(name)
    }

    func object(_ name: String) -> Form? {
        guard let value = value(name) else { return nil }
        return Form(value, pointer: "\(pointer)/\(escape(name))", faults: faults)
    }

    /// An array's elements, each with the name by which `element` functions and `note` know it.
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
