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
