/// One word on a page.
package struct Word: Sendable, Hashable {
    package var text: String
    /// 0…1; 1 in a text layer.
    package var confidence: Double
    package var box: Box
    /// What the recogniser thought possible besides `text`, best first; empty when it was sure or did not say.
    package var alternatives: [String]
    /// Printed in bold; false where that is not known.
    package var isBold: Bool

    package init(text: String, confidence: Double = 1, box: Box, alternatives: [String] = [], isBold: Bool = false) {
        self.text = text
        self.confidence = confidence
        self.box = box
        self.alternatives = alternatives
        self.isBold = isBold
    }
}
