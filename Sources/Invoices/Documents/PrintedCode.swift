/// A QR code on a page.
package struct PrintedCode: Sendable, Equatable {
    package var text: String
    package var box: Box

    package init(text: String, box: Box) {
        self.text = text
        self.box = box
    }
}
