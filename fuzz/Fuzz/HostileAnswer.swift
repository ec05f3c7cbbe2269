@testable import FastCGI

/// Answers written in pieces of any sizes: their records hold the same bytes, and are as large as they say.
enum HostileAnswer {
    /// Two bytes a piece: its size, up to twice a record's.
    static func send(_ bytes: [UInt8]) {
        var buffer = RecordBuffer(), sent: [UInt8] = [], expected: [UInt8] = []
        for at in stride(from: 0, to: min(bytes.count, 20) - 1, by: 2) {
            let size = Int(bytes[at]) << 9 | Int(bytes[at + 1])
            var rest = [UInt8](repeating: UInt8(truncatingIfNeeded: at), count: size)[...]
            expected += rest
            while !rest.isEmpty {
                let part = rest.prefix(buffer.freeBytes)
                buffer.append(part)
                rest = rest.dropFirst(part.count)
                if buffer.freeBytes == 0 { sent += buffer.takeRecord(of: 7).joined() }
            }
        }
        sent += buffer.takeRecord(of: 7, then: Record.endOfAnswer(7)).joined()
        precondition(content(of: sent) == expected, "other bytes are sent than were written")
    }

    private static func content(of sent: [UInt8]) -> [UInt8] {
        var (content, at): ([UInt8], Int) = ([], 0)
        while at < sent.count {
            let length = Int(sent[at + 4]) << 8 | Int(sent[at + 5])
            precondition(sent[at] == 1 && sent[at + 3] == 7, "this is no header")
            if sent[at + 1] == 6 { content += sent[(at + 8)..<(at + 8 + length)] }
            if sent[at + 1] == 3 { precondition(at + 8 + length == sent.count, "something follows the end") }
            at += 8 + length + Int(sent[at + 6])
        }
        precondition(at == sent.count, "a record is not as large as it says")
        return content
    }
}
