import Invoices
import JSON

/// Reads members of each kind; every function returns nil if the member is absent or has a fault.
extension Form {
    func text(_ name: String, in lengths: ClosedRange<Int> = 1...200) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { return wrongKind(name, "a string", value) }
        return accept(text, at: name, in: lengths)
    }

    /// A text that names something: not blanks alone.
    func label(_ name: String, in lengths: ClosedRange<Int> = 1...200) -> String? {
        guard let text = text(name, in: lengths) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else { return fault(name, "blank", "\(name) is blank. Give it a text.") }
        return text
    }

    func flag(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        return value.bool ?? wrongKind(name, "true or false", value)
    }

    func whole(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = value(name) else { return nil }
        guard value.number != nil else { return wrongKind(name, "a whole number", value) }
        guard let number = value.int else { return fault(name, "type", "\(name) must be a whole number.") }
        guard range.contains(number) else {
            return fault(name, "out_of_range", "\(name) must be from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.double else { return wrongKind(name, "a number", value) }
        guard range.contains(number) else {
            return fault(name, "out_of_range", "\(name) must be from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// One of an enumeration's values.
    func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type = Choice.self) -> Choice?
    where Choice.RawValue == String {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { return wrongKind(name, "a string", value) }
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue)
        let hint = NearestName.of(text, among: all).map { " Did you mean \($0)?" } ?? ""
        return fault(name, "not_allowed", "\(name) must be one of \(all.joined(separator: ", ")).\(hint)")
    }

    /// Several of an enumeration's values.
    func choices<Choice: RawRepresentable & CaseIterable>(
        _ name: String, atMost limit: Int, _ type: Choice.Type = Choice.self
    ) -> [Choice]? where Choice.RawValue == String {
        array(name, atMost: limit)?.enumerated().compactMap { index, value in
            if let choice = value.string.flatMap(Choice.init) { return choice }
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            noteElement("\(name)/\(index)", "not_allowed", "Each element of \(name) must be one of \(all).")
            return nil
        }
    }

    /// An id, which need not exist.
    func id<Of>(_ name: String, of kind: Of.Type = Of.self) -> ID<Of>? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { return wrongKind(name, "an id", value) }
        return ID<Of>(text) ?? fault(name, "format", "\(name) must be an id of 24 lower-case hex digits.")
    }

    /// A template's id; the word `default` is the caller's to read.
    func template(_ name: String) -> Template.ID? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { return wrongKind(name, "a template's id, or default", value) }
        return Template.ID(text)
            ?? fault(name, "format", "\(name) must be a template's id (24 lower-case hex digits), or default.")
    }

    func texts(_ name: String, atMost limit: Int, in lengths: ClosedRange<Int>) -> [String]? {
        array(name, atMost: limit)?.enumerated().compactMap { index, value in
            let place = "\(name)/\(index)"
            guard let text = value.string else {
                noteElement(place, "type", "\(name) must be an array of strings.")
                return nil
            }
            return lengths.contains(text.unicodeScalars.count) && isPlain(text)
                ? text : noteElement(place, "length", lengthSentence("Each element of \(name)", lengths))
        }
    }

    /// An object's bytes as they came.
    func raw(_ name: String, atMost limit: Int) -> [UInt8]? {
        guard let value = value(name) else { return nil }
        guard value.members != nil else { return wrongKind(name, "an object", value) }
        guard value.raw.count <= limit else {
            return fault(name, "too_long", "\(name) may have at most \(limit) bytes.")
        }
        return Array(value.raw)
    }

    func box(_ name: String) -> Box? {
        guard let form = object(name) else { return nil }
        let x = form.required("x") { form.number($0, in: 0...1) }
        let y = form.required("y") { form.number($0, in: 0...1) }
        let width = form.required("width") { form.number($0, in: 0...1) }
        let height = form.required("height") { form.number($0, in: 0...1) }
        form.close()
        guard let x, let y, let width, let height else { return nil }
        // Tolerates rounding in sums like 0.7 + 0.3.
        guard x + width <= 1.000_001, y + height <= 1.000_001, width > 0, height > 0 else {
            return fault(name, "out_of_range", "\(name) must lie inside the page, with a width and a height above 0.")
        }
        return Box(x: x, y: y, width: width, height: height)
    }

    private func accept(_ text: String, at name: String, in lengths: ClosedRange<Int>) -> String? {
        guard isPlain(text) else { return fault(name, "format", "\(name) contains a control character.") }
        guard lengths.contains(text.unicodeScalars.count) else {
            return fault(name, "length", lengthSentence(name, lengths))
        }
        return text
    }

    private func lengthSentence(_ name: String, _ lengths: ClosedRange<Int>) -> String {
        "\(name) must have \(lengths.lowerBound) to \(lengths.upperBound) characters."
    }

    /// Line breaks and tabs are text; other control characters are not.
    private func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            ($0.value >= 0x20 && $0.value != 0x7F) || [0x09, 0x0A, 0x0D].contains($0.value)
        }
    }
}
