import Foundation

/// A name server that does not answer within any test's patience.
enum StuckLookup {
    static func wait() { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 5) }
}
