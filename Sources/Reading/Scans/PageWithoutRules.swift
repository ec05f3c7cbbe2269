import Recognition

/// A page without the rules of its tables, which are so close to words that they are read as letters.
///
/// The first pass needs the rules: they show the recogniser where columns end.
struct PageWithoutRules {
    /// 1 bit.
    let ink: Bitmap
    /// In the same format as the page's.
    let picture: Bitmap
    private let ruling: Bitmap
    private let letterHeight: Int

    init(_ page: PreparedPage) throws {
        let traces = try page.traces()
        letterHeight = page.letterHeight
        ruling = try traces.ruling(letterHeight: letterHeight)
        ink = try traces.whitened(where: ruling)
        picture = try page.picture.whitened(where: ruling)
    }

    /// True if a rule crosses the box or runs along its edge.
    func isRuled(_ box: PixelBox) -> Bool { ruling.inkCount(in: box) > letterHeight / 2 }
}
