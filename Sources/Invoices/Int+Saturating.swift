extension Int {
    /// The whole number nearest to it; 0 for what is no number, and a billion where it is greater, so that sums and
    /// products of a few of them fit. Int(_: Double) ends the process there, and documents say how large pages are.
    package init(saturating number: Double) {
        guard !number.isNaN else {
            self = 0
            return
        }
        self = Int(Swift.min(Swift.max(number.rounded(), -1e9), 1e9))
    }
}
