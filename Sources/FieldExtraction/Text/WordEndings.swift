/// Endings that words are asked for, found by their last byte: some fifty are asked of every word of an address.
struct WordEndings: Sendable {
    private let byLastByte: [UInt8: [String]]

    init(_ endings: Set<String>) {
        byLastByte = Dictionary(grouping: endings.filter { !$0.isEmpty }) { $0.utf8.last ?? 0 }
    }

    /// Whether the folded word is one of them with a word of three letters or more before it: `Abschlagsrechnung`.
    func endCompound(_ word: String) -> Bool { end(word, after: 3) }

    /// Whether the folded word ends with one of them and has at least so many bytes before it.
    func end(_ word: String, after count: Int) -> Bool {
        guard let last = word.utf8.last, let endings = byLastByte[last] else { return false }
        return endings.contains { word.utf8.count >= $0.utf8.count + count && word.hasSuffix($0) }
    }
}
