import API
import ArgumentParser

/// The names of commands on a command line: ArgumentParser calls an unknown one an unexpected argument.
enum CommandName {
    /// Commands that ArgumentParser adds.
    private static let added = ["help"]

    /// Throws for a word that should name a command and does not; proposes the nearest.
    static func check(_ words: [String], of command: any ParsableCommand.Type = OCRInvoice.self) throws {
        let known = command.configuration.subcommands
        guard let word = words.first, !word.hasPrefix("-"), !known.isEmpty, !added.contains(word) else { return }
        if let next = known.first(where: { $0._commandName == word }) {
            return try check(Array(words.dropFirst()), of: next)
        }
        throw ValidationError(sentence(word, known.map { $0._commandName }))
    }

    private static func sentence(_ word: String, _ names: [String]) -> String {
        let hint = NearestName.of(word, among: names, edits: 2).map { " Did you mean \($0)?" } ?? ""
        return "There is no command \(word).\(hint) The commands are \(names.joined(separator: ", "))."
    }
}
