/// What was done to the page before it was recognised.
package struct PagePreprocessing: Sendable, Equatable {
    package var enhanced = false
    package var deskewed = false
    package var denoised = false
    package var binarized = false
    /// Degrees clockwise that the page was turned to stand upright, e.g. 90 or −1.4.
    package var rotationAngle = 0.0

    package init(
        enhanced: Bool = false, deskewed: Bool = false, denoised: Bool = false, binarized: Bool = false,
        rotationAngle: Double = 0
    ) {
        self.enhanced = enhanced
        self.deskewed = deskewed
        self.denoised = denoised
        self.binarized = binarized
        self.rotationAngle = rotationAngle
    }
}
