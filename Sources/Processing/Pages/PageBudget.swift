import Invoices
import Synchronization

/// What the pages of one job may hold together: they lie in the server's memory until they are saved, and a file of some
/// kilobytes can unfold to gigabytes of them.
final class PageBudget: Sendable {
    private let words: Int
    private let pictureBytes: Int
    private let spent = Mutex((words: 0, pictureBytes: 0))

    /// By default a thousand words on each of 250 pages, each of which is looked at for every field, and three times the
    /// pictures of 200 coloured pages.
    init(words: Int = 250_000, pictureBytes: Int = 256 << 20) {
        self.words = words
        self.pictureBytes = pictureBytes
    }

    /// Counts the page; throws when there is no room for it.
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
