/// Streams the only file of a `multipart/form-data` body and skips parts without a file name.
final class MultipartReader {
    private enum State {
        case preamble, headers, file, skipped, end
    }

    private static let mostHeaderBytes = 16 << 10

    private let body: RequestBody
    /// `CRLF--boundary`
    private let delimiter: [UInt8]
    /// Starts with a line break, which a boundary at the very start of the body does not have.
    private var buffer: [UInt8] = [0x0D, 0x0A]
    private var state = State.preamble
    private var files = 0
    /// The file's name at the client; nil before the file begins, and if the form gives none.
    private(set) var fileName: String?
    private var isBodyEnded = false

    init(boundary: String, body: RequestBody) {
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.body = body
    }

    /// The next piece of the file; nil after the last one, when the whole body has been read.
    func next() throws -> ArraySlice<UInt8>? {
        while true {
            switch state {
            case .preamble, .skipped: try skip()
            case .headers: try readHeaders()
            case .file: if let piece = try content() { return piece }
            case .end:
                guard files == 1 else { throw malformed("The form has no file. It must have exactly one.") }
                return nil
            }
        }
    }

    /// Skips everything up to the next delimiter, and the delimiter.
    private func skip() throws {
        while try content() != nil {}
    }

    /// Bytes before the next delimiter; nil once the delimiter is passed and the state has changed.
    private func content() throws -> ArraySlice<UInt8>? {
        while true {
            if let at = position(of: delimiter) {
                let piece = buffer[..<at]
                if !piece.isEmpty {
                    buffer.removeSubrange(..<at)
                    return piece
                }
                buffer.removeFirst(delimiter.count)
                try passDelimiter()
                return nil
            }
            // The last bytes may be the start of a delimiter, so they stay in the buffer.
            let safe = buffer.count - delimiter.count
            if safe > 0 {
                let piece = buffer[..<safe]
                buffer.removeSubrange(..<safe)
                return piece
            }
            try fill("The form ends before its last boundary.")
        }
    }

    /// After the delimiter, two hyphens end the form and a line break starts a part.
    private func passDelimiter() throws {
        while buffer.count < 2 { try fill("The form ends in the middle of a boundary.") }
        if buffer.starts(with: "--".utf8) {
            state = .end
            while try body.next() != nil {}
            return
        }
        state = .headers
    }

    private func readHeaders() throws {
        let blank = Array("\r\n\r\n".utf8)
        while position(of: blank) == nil {
            guard buffer.count <= Self.mostHeaderBytes else { throw malformed("A part's headers are too long.") }
            try fill("The form ends in the middle of a part's headers.")
        }
        guard let end = position(of: blank) else { return }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
        // If the content is empty, the line break before it is also the delimiter's.
        buffer.removeSubrange(..<(end + 2))
        let disposition = lines.first(where: DispositionLine.namesFile)
        let isFile = disposition != nil
        if let disposition {
            files += 1
            fileName = DispositionLine.fileName(disposition)
            guard files == 1 else { throw malformed("The form has more than one file. It must have exactly one.") }
        }
        try dropLineBreak()
        state = isFile ? .file : .skipped
    }

    private func dropLineBreak() throws {
        while buffer.count < 2 + delimiter.count, !isBodyEnded { try fill(nil) }
        if !buffer.starts(with: delimiter) { buffer.removeFirst(2) }
    }

    private func position(of pattern: [UInt8]) -> Int? {
        guard buffer.count >= pattern.count else { return nil }
        var at = 0
        let last = buffer.count - pattern.count
        while at <= last {
            guard let hit = buffer[at...last].firstIndex(of: pattern[0]) else { return nil }
            if buffer[hit...].starts(with: pattern) { return hit }
            at = hit + 1
        }
        return nil
    }

    /// Reads more of the body. If the body has ended, throws an error with the text `complaint`, unless that is nil.
    private func fill(_ complaint: String?) throws {
        if let piece = try body.next() {
            buffer += piece
        } else {
            isBodyEnded = true
            if let complaint { throw malformed(complaint) }
        }
    }

    private func malformed(_ detail: String) -> APIError { APIError(400, "multipart_malformed", detail) }
}
