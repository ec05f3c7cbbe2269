import Invoices
import Languages

/// The words that name an invoice's sums, in all languages.
enum SumWords {
    private static let labels: Set<String> = ["total", "subtotal", "amountDue", "tax"]

    /// True if one of these words names a sum: an amount should stand on the page.
    static func occur(in texts: [String]) -> Bool {
        texts.contains { text in
            TextFolding.fold(text).split { !$0.isLetter }.contains { words.contains(String($0)) }
        }
    }

    /// The labels of a single word: those of several have words that stand anywhere.
    private static let words: Set<String> = {
        let texts = Languages.all.flatMap(\.labels).filter { labels.contains($0.name) }.flatMap(\.texts)
        return Set(texts.map(TextFolding.fold).filter { $0.count > 2 && $0.allSatisfy(\.isLetter) })
    }()
}
