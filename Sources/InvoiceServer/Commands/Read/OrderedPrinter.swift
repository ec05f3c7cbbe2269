import Foundation
import Synchronization

/// Prints results in the order of the files, each as soon as the earlier ones are printed.
final class OrderedPrinter: Sendable {
    private struct State {
        var next = 0
        var waiting: [Int: String] = [:]
    }

    private let state = Mutex(State())
    private let prepare: @Sendable () -> Void

    /// `prepare` is called before anything is printed.
    init(prepare: @escaping @Sendable () -> Void) {
        self.prepare = prepare
    }

    func print(_ text: String, at index: Int) {
        state.withLock { state in
            state.waiting[index] = text
            while let next = state.waiting.removeValue(forKey: state.next) {
                prepare()
                try? FileHandle.standardOutput.write(contentsOf: Data((next + "\n").utf8))
                state.next += 1
            }
        }
    }
}
