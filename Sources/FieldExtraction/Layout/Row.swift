/// All that stands at one height across the page, from left to right.
struct Row: Sendable {
    let page: Int
    let tokens: Range<Int>
    let segments: Range<Int>
    let top: Double
    let bottom: Double
}
