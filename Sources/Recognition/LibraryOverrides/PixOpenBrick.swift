import COCR

/// Replaces Leptonica's `pixOpenBrick`. For an opening with a bar of n pixels Leptonica combines the image with itself
/// 2 n times, and Tesseract uses bars of a quarter inch on every page. An opening keeps runs of n pixels; this function
/// finds them by doubling, in 2 log n steps. The dynamic linker finds it before Leptonica's.
@_cdecl("pixOpenBrick")
public func openBrick(
    _ destination: UnsafeMutableRawPointer?, _ source: UnsafeMutableRawPointer?, _ width: Int32, _ height: Int32
) -> UnsafeMutableRawPointer? {
    let destination = destination?.assumingMemoryBound(to: Pix.self), source = source?.assumingMemoryBound(to: Pix.self)
    guard destination == nil, pixGetDepth(source) == 1, width > 0, height > 0, let opened = pixCopy(nil, source),
        let words = pixGetData(opened)
    else { return UnsafeMutableRawPointer(leptonicasOpenBrick(destination, source, width, height)) }
    // The padding at the right edge may have any value.
    pixSetPadBits(opened, 0)
    let opening = Opening(words: words, wordsPerLine: Int(pixGetWpl(opened)), lines: Int(pixGetHeight(opened)))
    opening.erode(width: Int(width), height: Int(height))
    opening.dilate(width: Int(width), height: Int(height))
    pixSetPadBits(opened, 0)
    return UnsafeMutableRawPointer(opened)
}

private typealias OpenBrick =
    @convention(c) (UnsafeMutablePointer<Pix>?, UnsafeMutablePointer<Pix>?, Int32, Int32) -> UnsafeMutablePointer<Pix>?

private let leptonicasOpenBrick = LoadedLibraries.original("pixOpenBrick", as: OpenBrick.self)

/// Ink in words of 32 pixels, with the leftmost in the highest bit; changed in place.
private struct Opening {
    let words: UnsafeMutablePointer<UInt32>
    let wordsPerLine: Int
    let lines: Int

    /// Keeps a pixel if `width` pixels to the right and `height` pixels down, including itself, are ink.
    func erode(width: Int, height: Int) {
        for y in 0..<lines {
            Self.double(to: width) { step in shiftLeft(words + y * wordsPerLine, by: step) { $0 & $1 } }
        }
        Self.double(to: height) { step in
            for y in 0..<lines { join(y, y + step) { $0 & $1 } }
        }
    }

    /// Sets a pixel if one of `width` pixels to the left or `height` pixels up, including itself, is ink.
    func dilate(width: Int, height: Int) {
        for y in 0..<lines {
            Self.double(to: width) { step in shiftRight(words + y * wordsPerLine, by: step) { $0 | $1 } }
        }
        Self.double(to: height) { step in
            for y in (0..<lines).reversed() { join(y, y - step) { $0 | $1 } }
        }
    }

    /// Steps that add up from 1 to `size`, each at most as long as the sum before it.
    @inline(__always)
    private static func double(to size: Int, _ body: (Int) -> Void) {
        var reached = 1
        while reached < size {
            let step = min(reached, size - reached)
            body(step)
            reached += step
        }
    }

    @inline(__always)
    private func join(_ y: Int, _ other: Int, _ operation: (UInt32, UInt32) -> UInt32) {
        let line = words + y * wordsPerLine
        guard other >= 0, other < lines else {
            for x in 0..<wordsPerLine { line[x] = operation(line[x], 0) }
            return
        }
        let second = words + other * wordsPerLine
        for x in 0..<wordsPerLine { line[x] = operation(line[x], second[x]) }
    }

    @inline(__always)
    private func shiftLeft(_ line: UnsafeMutablePointer<UInt32>, by step: Int, _ operation: (UInt32, UInt32) -> UInt32)
    {
        let (whole, bits) = (step / 32, UInt32(step % 32))
        for x in 0..<wordsPerLine {
            let near = x + whole < wordsPerLine ? line[x + whole] : 0
            let far = x + whole + 1 < wordsPerLine ? line[x + whole + 1] : 0
            line[x] = operation(line[x], near << bits | (bits == 0 ? 0 : far >> (32 - bits)))
        }
    }

    @inline(__always)
    private func shiftRight(_ line: UnsafeMutablePointer<UInt32>, by step: Int, _ operation: (UInt32, UInt32) -> UInt32)
    {
        let (whole, bits) = (step / 32, UInt32(step % 32))
        for x in (0..<wordsPerLine).reversed() {
            let near = x >= whole ? line[x - whole] : 0
            let far = x >= whole + 1 ? line[x - whole - 1] : 0
            line[x] = operation(line[x], near >> bits | (bits == 0 ? 0 : far << (32 - bits)))
        }
    }
}
