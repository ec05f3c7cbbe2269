import Foundation
import Synchronization

/// A progress bar on the error stream; prints nothing if that is not a terminal.
final class ProgressBar: Sendable {
    private static let width = 30
    private let count: Int
    private let isShown: Bool
    private let done = Mutex(0)

    init(of count: Int) {
        self.count = count
        isShown = isatty(STDERR_FILENO) == 1 && count > 1
        if isShown { draw(0) }
    }

    func advance() {
        done.withLock { done in
            done += 1
            if isShown { draw(done) }
        }
    }

    /// Clears the bar's line, so that other text can be printed.
    func erase() {
        if isShown { write("\r\u{1B}[K") }
    }

    private func draw(_ done: Int) {
        let filled = Self.width * done / max(1, count)
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
        write("\r\(bar) \(done) of \(count)")
    }

    private func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
