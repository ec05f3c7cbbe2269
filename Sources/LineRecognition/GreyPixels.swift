package import Recognition

/// A picture's pixels, 0 black to 255 white, row after row.
package struct GreyPixels: Sendable {
    package let width: Int
    package let height: Int
    let bytes: [UInt8]

    package init(_ picture: Bitmap) throws(RecognitionError) {
        let samples = try picture.grey().samples()
        (width, height, bytes) = (picture.width, picture.height, samples.bytes)
    }

    /// The numbers that a network takes for a black and for a white pixel.
    static let (black, white): (Float, Float) = (-1, 1)

    static func number(_ grey: Float) -> Float { grey / 127.5 - 1 }

    /// The three equal planes of a network's input: this picture from that row on, beside and below it white.
    func planes(fromRow first: Int, height rows: Int, width columns: Int) -> [Float] {
        let size = rows * columns
        return [Float](unsafeUninitializedCapacity: 3 * size) { planes, count in
            for row in 0..<rows {
                let isInside = first + row < height
                for column in 0..<columns {
                    planes[row * columns + column] =
                        isInside && column < width
                        ? Self.number(Float(bytes[(first + row) * width + column])) : Self.white
                }
            }
            Self.repeatPlane(planes, size)
            count = 3 * size
        }
    }

    /// The same of a region's pixels alone, scaled to `height` rows and `filled` columns; the columns after them are
    /// as grey as the network's zero, with which it was trained.
    func planes(of region: TextRegion, height rows: Int, filled: Int, width columns: Int) -> [Float] {
        let size = rows * columns
        let (across, down) = (region.width / Double(filled), region.height / Double(rows))
        return [Float](unsafeUninitializedCapacity: 3 * size) { planes, count in
            for row in 0..<rows {
                let offset = (Double(row) + 0.5) * down - region.height / 2 - 0.5
                for column in 0..<columns {
                    let x = region.left + (Double(column) + 0.5) * across - 0.5
                    planes[row * columns + column] =
                        column < filled ? Self.number(grey(x, region.middle(at: x) + offset)) : 0
                }
            }
            Self.repeatPlane(planes, size)
            count = 3 * size
        }
    }

    private static func repeatPlane(_ planes: UnsafeMutableBufferPointer<Float>, _ size: Int) {
        guard let start = planes.baseAddress else { return }
        (start + size).initialize(from: start, count: size)
        (start + 2 * size).initialize(from: start, count: size)
    }

    /// The grey between pixels, bilinear; outside the picture that of its edge.
    private func grey(_ x: Double, _ y: Double) -> Float {
        let (x, y) = (min(max(0, x), Double(width - 1)), min(max(0, y), Double(height - 1)))
        let (column, row) = (Int(x), Int(y))
        let (next, below) = (min(column + 1, width - 1), min(row + 1, height - 1))
        let (right, down) = (Float(x - Double(column)), Float(y - Double(row)))
        func at(_ column: Int, _ row: Int) -> Float { Float(bytes[row * width + column]) }
        let top = at(column, row) * (1 - right) + at(next, row) * right
        let bottom = at(column, below) * (1 - right) + at(next, below) * right
        return top * (1 - down) + bottom * down
    }
}
