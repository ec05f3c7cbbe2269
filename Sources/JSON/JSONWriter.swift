/// Writes JSON text into a byte buffer; copies stored JSON without parsing it.
///
/// Foundation's encoder is two to three times slower than PHP's on lists, escapes slashes and cannot embed raw JSON.
package struct JSONWriter: ~Copyable {
    /// Raw memory, not an array: an array checks at each of a list's thousands of pieces whether it is shared.
    private var buffer: UnsafeMutableRawBufferPointer
    private var count = 0
    private var needsComma = false

    /// True if the text became larger than its first memory, so that the writer owns the buffer.
    private var isOutgrown = false

    private init(in memory: UnsafeMutableRawBufferPointer) { buffer = memory }

    deinit { if isOutgrown { buffer.deallocate() } }

    /// The JSON text that `body` writes.
    package static func write(
        capacity: Int = 512, _ body: (inout JSONWriter) throws -> Void
    ) rethrows -> [UInt8] {
        var outgrown: [UInt8]?
        // Writes into the result's own memory if the text fits, so that a list is not copied again.
        let bytes = try [UInt8](unsafeUninitializedCapacity: max(64, capacity)) { memory, filled in
            var writer = JSONWriter(in: UnsafeMutableRawBufferPointer(memory))
            try body(&writer)
            if writer.isOutgrown { outgrown = Array(writer.buffer[..<writer.count]) } else { filled = writer.count }
        }
        return outgrown ?? bytes
    }

    /// The bytes written so far.
    package var length: Int { count }

    // MARK: Values, as elements of an array or as the whole text

    package mutating func null() { element("null") }

    /// An exact number of thousandths.
    package mutating func value(thousandths number: Int) {
        guard number >= 0 else { return value(Double(number) / 1000) }
        value(number / 1000)
        var (rest, digits) = (number % 1000, 3)
        guard rest > 0 else { return }
        append(UInt8(ascii: "."))
        while rest % 10 == 0 { (rest, digits) = (rest / 10, digits - 1) }
        for place in [100, 10, 1].suffix(digits) { append(0x30 + UInt8(rest / place % 10)) }
    }

    package mutating func value(_ flag: Bool) { element(flag ? "true" : "false") }

    package mutating func value(_ number: Int) {
        comma()
        append(number)
    }

    /// Writes null for NaN and infinity, which JSON does not have.
    package mutating func value(_ number: Double) {
        comma()
        guard number.isFinite else { return append("null") }
        if number == number.rounded(), abs(number) < 1e15 { append(Int(number)) } else { append("\(number)") }
    }

    package mutating func value(_ text: String) {
        comma()
        quote(text)
    }

    /// Bytes that already are one JSON value. Takes an array, not a generic collection: generic code from another
    /// module would copy byte by byte, which costs more than the rest of a list.
    package mutating func raw(_ json: [UInt8]) {
        comma()
        json.withUnsafeBytes { append($0) }
    }

    /// The same for a slice.
    package mutating func raw(_ json: ArraySlice<UInt8>) {
        comma()
        json.withUnsafeBytes { append($0) }
    }

    /// A text that already is one JSON value, such as a number's literal.
    package mutating func raw(_ json: String) {
        comma()
        append(json)
    }

    /// A text of `count` plain characters that `fill` writes directly into the buffer.
    package mutating func plain(_ count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
        comma()
        reserve(count + 2)
        put(UInt8(ascii: "\""))
        fill(UnsafeMutableRawBufferPointer(rebasing: buffer[self.count..<self.count + count]))
        self.count += count
        put(UInt8(ascii: "\""))
    }

    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try enclose("{", "}", body)
    }

    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try enclose("[", "]", body)
    }

    package mutating func array<Element>(
        _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
    ) {
        array { writer in
            for element in elements { body(&writer, element) }
        }
    }

    // MARK: Members of an object; a nil value is written as null

    /// Writes the name; the next value written is its value.
    package mutating func name(_ name: StaticString) {
        // Reserves memory once for the whole name: names are half of a list.
        reserve(name.utf8CodeUnitCount + 4)
        if needsComma { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "\""))
        put(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        put(UInt8(ascii: "\""))
        put(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a name that is not known at compile time.
    package mutating func name(_ name: String) {
        comma()
        quote(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func member(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    package mutating func member(_ name: StaticString, _ number: Int?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }

    package mutating func member(_ name: StaticString, _ number: Double?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }

    package mutating func member(_ name: StaticString, _ flag: Bool?) {
        self.name(name)
        if let flag { value(flag) } else { null() }
    }

    package mutating func member(_ name: StaticString, raw json: [UInt8]?) {
        self.name(name)
        if let json { raw(json) } else { null() }
    }

    package mutating func member(_ name: StaticString, raw json: ArraySlice<UInt8>?) {
        self.name(name)
        if let json { raw(json) } else { null() }
    }

    package mutating func member(_ name: StaticString, raw json: UnsafeRawBufferPointer?) {
        self.name(name)
        guard let json else { return null() }
        comma()
        append(json)
    }

    /// A text as UTF-8.
    package mutating func member(_ name: StaticString, utf8: UnsafeRawBufferPointer?) {
        self.name(name)
        guard let utf8 else { return null() }
        comma()
        quote(utf8)
    }

    package mutating func member(_ name: StaticString, raw json: String?) {
        self.name(name)
        if let json { raw(json) } else { null() }
    }

    package mutating func member(_ name: StaticString, object body: (inout JSONWriter) throws -> Void) rethrows {
        self.name(name)
        try object(body)
    }

    package mutating func member<Element>(
        _ name: StaticString, array elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
    ) {
        self.name(name)
        array(elements, body)
    }

    package mutating func member(_ name: StaticString, strings: some Sequence<String>) {
        member(name, array: strings) { $0.value($1) }
    }

    // MARK: -

    @inline(__always)
    private mutating func enclose(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        comma()
        append(UInt8(ascii: open))
        needsComma = false
        try body(&self)
        append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func element(_ word: StaticString) {
        comma()
        append(word)
    }

    private mutating func comma() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: Memory

    mutating func append(_ byte: UInt8) {
        reserve(1)
        put(byte)
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(bytes.count)
        put(bytes)
    }

    /// Appends a byte for which there is capacity.
    @inline(__always)
    mutating func put(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        let place = UnsafeMutableRawBufferPointer(rebasing: buffer[count..<count + bytes.count])
        place.copyShort(bytes)
        count += bytes.count
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Writes digits directly into the buffer.
    private mutating func append(_ number: Int) {
        // Also correct for Int.min, which has no positive counterpart.
        var rest = number.magnitude
        reserve(20)
        if number < 0 { put(UInt8(ascii: "-")) }
        if rest < 10 { return put(0x30 + UInt8(truncatingIfNeeded: rest)) }
        let first = count
        repeat {
            put(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        buffer[first..<count].reverse()
    }

    @inline(__always)
    mutating func reserve(_ more: Int) {
        if buffer.count - count < more { grow(by: more) }
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(buffer.count * 2, count + more), alignment: 1)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        if isOutgrown { buffer.deallocate() }
        buffer = larger
        isOutgrown = true
    }
}
