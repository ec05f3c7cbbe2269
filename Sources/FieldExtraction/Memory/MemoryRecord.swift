import Foundation

/// How often a rule was right and wrong on a supplier's reviewed documents.
struct MemoryRecord: Sendable, Equatable {
    private(set) var hits = 0
    private(set) var misses = 0

    init(hits: Int = 0, misses: Int = 0) {
        self.hits = hits
        self.misses = misses
    }

    /// Beyond so many documents the older ones count half, so that a supplier may change its documents.
    private static let most = 12

    mutating func add(_ isRight: Bool) {
        if isRight { hits += 1 } else { misses += 1 }
        guard hits + misses > Self.most else { return }
        (hits, misses) = ((hits + 1) / 2, misses / 2)
    }

    var isEmpty: Bool { hits + misses == 0 }

    /// The logarithm of its odds of being right, by Laplace's rule; 0 for a rule that is no more often right than wrong.
    var weight: Double { max(0, log(Double(hits + 1) / Double(misses + 1))) }

    /// Whether it was wrong as often as right.
    var isRefuted: Bool { misses >= hits && misses > 0 }
}
