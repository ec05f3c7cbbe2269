/// A rendered page's pixels, rows from the top without padding.
package struct Raster {
    package enum Channels: Int { case grey = 1, rgb = 3 }

    package let width: Int
    package let height: Int
    package let channels: Channels
    package let bytes: [UInt8]

    package init(width: Int, height: Int, channels: Channels, bytes: [UInt8]) {
        precondition(bytes.count == width * height * channels.rawValue)
        self.width = width
        self.height = height
        self.channels = channels
        self.bytes = bytes
    }

    /// The difference between the lightest and the darkest grey in a region, given in fractions; 0 outside the page.
    package func contrast(x: Double, y: Double, width: Double, height: Double) -> Int {
        func pixel(_ fraction: Double, of length: Int) -> Int {
            // Also false for NaN: an image may be drawn with an empty area.
            fraction > 0 ? Int(min(1, fraction) * Double(length)) : 0
        }
        let (left, right) = (pixel(x, of: self.width), pixel(x + width, of: self.width))
        let (top, bottom) = (pixel(y, of: self.height), pixel(y + height, of: self.height))
        var (darkest, lightest) = (255, 0)
        for row in top..<max(top, bottom) {
            for column in left..<max(left, right) {
                let value = Int(bytes[(row * self.width + column) * channels.rawValue])
                (darkest, lightest) = (min(darkest, value), max(lightest, value))
            }
        }
        return max(0, lightest - darkest)
    }
}
