/// What is done to a page before it is recognised.
package struct PreprocessingSettings: Sendable, Equatable {
    package var imageEnhancement = true
    package var deskew = true
    package var denoising = true
    package var binarization = false
    /// 72…600
    package var resolutionDPI = 300

    package init(
        imageEnhancement: Bool = true, deskew: Bool = true, denoising: Bool = true, binarization: Bool = false,
        resolutionDPI: Int = 300
    ) {
        self.imageEnhancement = imageEnhancement
        self.deskew = deskew
        self.denoising = denoising
        self.binarization = binarization
        self.resolutionDPI = resolutionDPI
    }
}
