import Recognition

/// A page's greys with as little noise as its letters need, and its ink.
///
/// A sensor's noise in bad light gives a page some hundred thousand specks, which the recogniser takes for letters and
/// works on for minutes.
struct CleanInk {
    private(set) var grey: Bitmap
    private(set) var ink: Bitmap
    private(set) var components: InkComponents
    private(set) var isFiltered = false

    /// Of the difference between paper and ink: more noise than that makes specks.
    private static let mostNoise = 0.06
    private static let mostSmoothing = 2

    /// - Parameters:
    ///   - grey: An 8-bit image.
    ///   - radius: Of the neighbourhood that ink is told from paper by, in pixels.
    init(_ grey: Bitmap, radius: Int, filters: Bool) throws {
        self.grey = grey
        ink = try Binariser(grey, radius: radius).binary()
        components = InkComponents(ink)
        guard filters else { return }
        // On a clean page a filter would damage fine strokes and take time.
        if components.areWorthFiltering || Self.isNoisy(grey) { try filter(radius) { try $0.median() } }
        for _ in 0..<Self.mostSmoothing where components.areTooMany { try filter(radius) { try $0.smoothed() } }
    }

    /// True if what is seen is no text: the recogniser would work on it for minutes and find nothing.
    var isHopeless: Bool { components.areTooMany }

    private mutating func filter(_ radius: Int, by filter: (Bitmap) throws -> Bitmap) throws {
        grey = try filter(grey)
        ink = try Binariser(grey, radius: radius).binary()
        components = InkComponents(ink)
        isFiltered = true
    }

    private static func isNoisy(_ grey: Bitmap) -> Bool {
        guard let greys = GreyLevels(grey) else { return false }
        return grey.noise > mostNoise * max(1, greys.paper - greys.ink)
    }
}
