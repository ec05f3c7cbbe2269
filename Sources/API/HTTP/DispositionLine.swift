/// A part's header `Content-Disposition: form-data; name="file"; filename="a.pdf"` (RFC 7578).
enum DispositionLine {
    /// True if it is that header and has a parameter `filename` or `filename*`. A field with the name `filename` is no
    /// file.
    static func namesFile(_ line: some StringProtocol) -> Bool {
        guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "content-disposition" else {
            return false
        }
        return parameters(of: line[line.index(after: colon)...]).dropFirst().contains { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased().filter { $0 != " " && $0 != "\t" }
            return parameter.contains("=") && (name == "filename" || name == "filename*")
        }
    }

    /// The most characters of a file's name that are kept.
    private static let longestName = 255

    /// The name in `filename*` (RFC 8187, UTF-8), else in `filename`, without folders and control characters; nil if
    /// there is none.
    static func fileName(_ line: some StringProtocol) -> String? {
        var names: [String: String] = [:]
        for parameter in parameters(of: line).dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1).map { MediaType.trim($0) }
            if pair.count == 2 { names[pair[0].lowercased()] = unquote(pair[1]) }
        }
        let extended = names["filename*"].flatMap { value in
            // The character set, a language that is mostly left out, and the name.
            let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0].lowercased() == "utf-8", !parts[2].isEmpty else { return nil as String? }
            return PercentCoding.decode(parts[2])
        }
        guard let given = extended ?? names["filename"] else { return nil }
        let last = given.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let plain = last.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
        let name = String(String.UnicodeScalarView(plain.prefix(longestName)))
        return name.allSatisfy(\.isWhitespace) ? nil : name
    }

    /// Without its quotation marks. A browser writes `%22` for a quotation mark in a name; a backslash escapes one in
    /// other clients, and separates folders on Windows.
    private static func unquote(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("%22", with: "\"")
    }

    /// The parts between semicolons; a semicolon inside quotation marks does not separate.
    private static func parameters(of value: some StringProtocol) -> [String] {
        var parameters = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in value {
            if character == ";", !isQuoted {
                parameters.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            parameters[parameters.count - 1].append(character)
        }
        return parameters
    }
}
