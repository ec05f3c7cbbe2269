import CLineNetwork

/// Replaces `tesseract::Series::Forward(bool, NetworkIO const&, TransposedArray const*, NetworkScratch*, NetworkIO*)`,
/// with which Tesseract runs a network on a line. The dynamic linker finds it before the library's.
@_cdecl("_ZN9tesseract6Series7ForwardEbRKNS_9NetworkIOEPKNS_15TransposedArrayEPNS_14NetworkScratchEPS1_")
public func seriesForward(
    _ series: UnsafeMutableRawPointer, _ debug: Bool, _ input: UnsafeRawPointer, _ transposed: UnsafeRawPointer?,
    _ scratch: UnsafeMutableRawPointer?, _ output: UnsafeMutableRawPointer
) {
    let (networks, address) = (LineNetworks.shared, UInt(bitPattern: series))
    let line = networks.isOff ? nil : TesseractLibrary.known.flatMap { _ in NetworkLine(input, output) }
    if let line, networks.compute(for: address, line) { return }
    TesseractLibrary.forward(series, debug, input, transposed, scratch, output)
    if let line { networks.compare(address, line) }
}

/// A line's image, as Tesseract passes it to its network, and the place of the result.
struct NetworkLine {
    /// −127 to 127, `height` rows of `width`.
    let pixels: UnsafePointer<Int8>
    let width: Int
    let height: Int
    private let input: UnsafeRawPointer
    private let result: UnsafeMutableRawPointer

    /// Nil unless it is a single grey image in integers.
    init?(_ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer) {
        let io = input.assumingMemoryBound(to: tesseract_network_io.self).pointee
        guard io.holds_bytes, io.map.images == 1, io.bytes.columns == 1, (3..<1 << 20).contains(io.map.width),
            io.map.height * io.map.width == io.bytes.rows, let values = io.bytes.values
        else { return nil }
        pixels = UnsafePointer(values)
        width = Int(io.map.width)
        height = Int(io.map.height)
        self.input = input
        result = output
    }

    /// The computed result; nil unless it is `count` floats in rows of `columns`.
    func output(count: Int, columns: Int) -> UnsafePointer<Float>? {
        let io = result.assumingMemoryBound(to: tesseract_network_io.self).pointee
        guard !io.holds_bytes, io.floats.columns == columns, Int(io.floats.rows) * columns == count else { return nil }
        return io.floats.values.map { UnsafePointer($0) }
    }

    /// Resizes the output to a row of `columns` floats for every third pixel.
    func resizeOutput(columns: Int, _ library: TesseractLibrary) -> UnsafeMutablePointer<Float> {
        library.resize(result, like: input, height: height, columns: columns)
        return result.assumingMemoryBound(to: tesseract_network_io.self).pointee.floats.values
    }
}
