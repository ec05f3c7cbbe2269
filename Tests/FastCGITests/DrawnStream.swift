import CFastCGI

/// Draws the records of one request: how its streams are cut, padded and mixed with other records.
struct DrawnStream {
    let request: UInt16

    func begin(keepsConnection: Bool, _ random: inout SeededGenerator) -> [UInt8] {
        let flags = UInt8(keepsConnection ? FCGI_KEEP_CONN : 0)
        return record(FCGI_BEGIN_REQUEST, [0, UInt8(FCGI_RESPONDER), flags, 0, 0, 0, 0, 0], &random)
    }

    /// A stream without its end, in one record or many, sometimes with others between them.
    func records(_ type: Int32, _ content: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let isCut = random.oneIn(2)
        var (bytes, rest): ([UInt8], ArraySlice<UInt8>) = ([], content[...])
        while !rest.isEmpty {
            let most = isCut ? Int.random(in: 1...max(1, content.count), using: &random) : Int(FCGI_MAX_LENGTH)
            let part = rest.prefix(min(most, Int(FCGI_MAX_LENGTH)))
            if random.oneIn(10) { bytes += management(&random) }
            if random.oneIn(30) { bytes += other(&random) }
            bytes += record(type, part, &random)
            rest = rest.dropFirst(part.count)
        }
        return bytes
    }

    func record(
        _ type: Int32, of request: UInt16? = nil, _ content: some Collection<UInt8>, _ random: inout SeededGenerator
    ) -> [UInt8] {
        let (request, length) = (request ?? self.request, content.count)
        // nginx pads to a multiple of 8; any other length is allowed.
        let isOdd = length > 0 && type != FCGI_BEGIN_REQUEST && random.oneIn(3)
        let padding = isOdd ? Int.random(in: 0...255, using: &random) : (8 - length % 8) % 8
        let header = [
            UInt8(FCGI_VERSION_1), UInt8(type), UInt8(request >> 8), UInt8(request & 0xFF), UInt8(length >> 8),
            UInt8(length & 0xFF), UInt8(padding), UInt8.random(in: 0...255, using: &random),
        ]
        return header + content + random.bytes(padding)
    }

    /// Sometimes a question for the program's limits, or a management record of an unknown type.
    func management(_ random: inout SeededGenerator) -> [UInt8] {
        guard random.oneIn(8) else { return [] }
        let none = UInt16(FCGI_NULL_REQUEST_ID)
        if random.oneIn(4) { return record(FCGI_MAXTYPE + 1, of: none, [], &random) }
        let names = [FCGI_MAX_CONNS, FCGI_MAX_REQS, FCGI_MPXS_CONNS, "FCGI_OTHER"].shuffled(using: &random)
        let asked = names.prefix(Int.random(in: 0...names.count, using: &random))
        return record(FCGI_GET_VALUES, of: none, asked.flatMap { [UInt8($0.utf8.count), 0] + Array($0.utf8) }, &random)
    }

    /// A name-value pair, FastCGI 1.0 section 3.4; short lengths may take four bytes as well, but nobody sends them so.
    static func pair(_ name: [UInt8], _ value: [UInt8]) -> [UInt8] {
        func length(_ count: Int) -> [UInt8] {
            count < 128 ? [UInt8(count)] : withUnsafeBytes(of: (UInt32(count) | 1 << 31).bigEndian, Array.init)
        }
        return length(name.count) + length(value.count) + name + value
    }

    /// A record of a request that has not begun, or the begin of a second one.
    private func other(_ random: inout SeededGenerator) -> [UInt8] {
        let request = self.request == UInt16.max ? 1 : self.request + 1
        if random.oneIn(2) { return record(FCGI_STDIN, of: request, random.bytes(9), &random) }
        return record(FCGI_BEGIN_REQUEST, of: request, [0, UInt8(FCGI_RESPONDER), 0, 0, 0, 0, 0, 0], &random)
    }
}
