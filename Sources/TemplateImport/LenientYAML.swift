import Yams

/// YAML whose mappings may have a key twice: as in Python, the last one is used.
enum LenientYAML {
    /// The most repeated keys; a template has a few dozen keys.
    private static let mostRepeats = 50

    private static let mark = "repeated in line "

    /// True for a key that was repeated later and is not used.
    static func isRepeated(_ key: Node) -> Bool { key.scalar?.string.hasPrefix(mark) ?? false }

    /// Throws Yams's error for other faults.
    static func mapping(_ yaml: String, _ remarks: Remarks) throws -> Node.Mapping? {
        var lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<mostRepeats {
            do {
                return try Yams.compose(yaml: lines.joined(separator: "\n"))?.mapping
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let repeated = keys.lazy.compactMap({ earlier($0, in: lines) }).first else {
                    throw YamlError.duplicatedKeysInMapping(duplicates: keys, context: context)
                }
                remarks.add("line \(repeated.line + 1)", "\(repeated.key) occurs again below. The last one is used.")
                lines[repeated.line] = repeated.renamed
            }
        }
        return nil
    }

    /// The first of two lines that give that key in one mapping.
    private static func earlier(_ key: String, in lines: [String]) -> (key: String, line: Int, renamed: String)? {
        var open: [Int: Int] = [:]
        for (number, line) in lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indent)
            guard !text.isEmpty, !text.hasPrefix("#") else { continue }
            // A line with a smaller indent ends all mappings with larger indents.
            open = open.filter { $0.key <= indent }
            guard text.hasPrefix(key), text.dropFirst(key.count).first == ":" else { continue }
            if let before = open[indent] {
                let start = lines[before].index(lines[before].startIndex, offsetBy: indent)
                return (key, before, lines[before][..<start] + "\(mark)\(before) " + lines[before][start...])
            }
            open[indent] = number
        }
        return nil
    }
}
