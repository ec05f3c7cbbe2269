import Recognition

/// A page without the rules of its tables, which stand so close to words that they are taken for letters of them.
///
/// The first look needs them: they tell the recogniser where columns end.
struct PageWithoutRules {
    /// 1 bit.
    let ink: Bitmap
    /// As the page's own.
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

    /// Whether a rule runs through it, or along its edge.
    func isRuled(_ box: PixelBox) -> Bool { ruling.inkCount(in: box) > letterHeight / 2 }
}
