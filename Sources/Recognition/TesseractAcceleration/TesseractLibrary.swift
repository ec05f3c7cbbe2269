import CLineNetwork
import COCR

/// The parts of Tesseract's internals that are used, only of the version whose memory layout is known.
///
/// `@unchecked Sendable`: functions and constant tables of a library that is never unloaded.
struct TesseractLibrary: @unchecked Sendable {
    typealias Forward =
        @convention(c) (
            UnsafeMutableRawPointer, Bool, UnsafeRawPointer, UnsafeRawPointer?, UnsafeMutableRawPointer?,
            UnsafeMutableRawPointer
        ) -> Void
    private typealias ResizeScaled =
        @convention(c) (UnsafeMutableRawPointer, UnsafeRawPointer, Int32, Int32, Int32) -> Void
    private typealias ResizeToMap = @convention(c) (UnsafeMutableRawPointer, Bool, UnsafeRawPointer, Int32) -> Void

    /// `tesseract::TanhTable` and `LogisticTable`, 4,096 values each.
    let tanhTable: UnsafePointer<Float>
    let logisticTable: UnsafePointer<Float>
    private let resizeScaled: ResizeScaled
    private let resizeToMap: ResizeToMap

    /// Nil if it is another version.
    static let known = TesseractLibrary()

    /// `tesseract::Series::Forward` itself.
    static let forward = LoadedLibraries.original(
        "_ZN9tesseract6Series7ForwardEbRKNS_9NetworkIOEPKNS_15TransposedArrayEPNS_14NetworkScratchEPS1_",
        as: Forward.self)

    private static let versions: Set = ["5.3.0"]

    private init?() {
        guard let version = TessVersion(), Self.versions.contains(String(cString: version)),
            let tanhTable = LoadedLibraries.next("_ZN9tesseract9TanhTableE", as: UnsafePointer<Float>.self),
            let logisticTable = LoadedLibraries.next("_ZN9tesseract13LogisticTableE", as: UnsafePointer<Float>.self),
            let resizeScaled = LoadedLibraries.next(
                "_ZN9tesseract9NetworkIO12ResizeScaledERKS0_iii", as: ResizeScaled.self),
            let resizeToMap = LoadedLibraries.next(
                "_ZN9tesseract9NetworkIO11ResizeToMapEbRKNS_9StrideMapEi", as: ResizeToMap.self)
        else { return nil }
        self.tanhTable = tanhTable
        self.logisticTable = logisticTable
        self.resizeScaled = resizeScaled
        self.resizeToMap = resizeToMap
    }

    /// Resizes `output` to a row of `columns` floats for every third pixel of the line `input`; both are `NetworkIO`.
    func resize(_ output: UnsafeMutableRawPointer, like input: UnsafeRawPointer, height: Int, columns: Int) {
        resizeScaled(output, input, 3, Int32(height), Int32(columns))
        guard let map = MemoryLayout<tesseract_network_io>.offset(of: \.map) else { return }
        resizeToMap(output, false, output + map, Int32(columns))
    }
}
