/// A page as read, with its picture to draw boxes on.
package struct ReadPage: Sendable {
    package var page: Page
    /// A JPEG of 150 dpi; empty when none was made.
    package var jpeg: [UInt8]

    package init(page: Page, jpeg: [UInt8] = []) {
        self.page = page
        self.jpeg = jpeg
    }
}
