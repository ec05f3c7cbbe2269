/// Says in words what decided a confidence.
enum Reasons {
    /// The most reasons that a field gets.
    private static let most = 3
    /// Logits below which something decides nothing.
    private static let least = 0.05

    /// - Parameters:
    ///   - contributions: Logits by the names of features.
    ///   - names: What a feature says; nil: it decides in silence.
    /// - Returns: The weightiest first; what speaks for the value and what speaks against it.
    static func words(_ contributions: [String: Double], names: (String) -> FeatureWords.Words?) -> [String] {
        contributions.filter { abs($0.value) >= least }
            .sorted { (abs($0.value), $1.key) > (abs($1.value), $0.key) }
            .compactMap { name, share in names(name).map { share > 0 ? $0.for : $0.against } }
            .reduce(into: [String]()) { if !$0.contains($1), $0.count < most { $0.append($1) } }
    }
}
