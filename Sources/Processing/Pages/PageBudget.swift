import Invoices
import Synchronization

/// Limits the memory of one job's pages together: the server holds them until they are saved, and a file of some
/// kilobytes can expand to gigabytes of pages.
final class PageBudget: Sendable {
    private let words: Int
    private let pictureBytes: Int
    private let spent = Mutex((words: 0, pictureBytes: 0))

    /// The default is a thousand words on each of 250 pages (every field examines every word), and three times the
    /// images of 200 coloured pages.
    init(words: Int = 250_000, pictureBytes: Int = 256 << 20) {
        self.words = words
        self.pictureBytes = pictureBytes
    }

    /// Counts the page. Throws if it exceeds the budget.
    func take(_ page: ReadPage) throws(JobFailure) {
        let count = page.page.lines.reduce(0) { $0 + $1.words.count }
        let spent = spent.withLock { spent in
            spent.words += count
            spent.pictureBytes += page.jpeg.count
            return spent
        }
        guard spent.words <= words else { throw .tooMuch("more than \(words) words") }
        guard spent.pictureBytes <= pictureBytes else {
            throw .tooMuch("pictures of more than \(pictureBytes >> 20) MiB")
        }
    }
}

extension JobFailure {
    fileprivate static func tooMuch(_ what: String) -> JobFailure {
        JobFailure(.documentTooLarge, "Together, the document's pages have \(what). Please send it in parts.")
    }
}
