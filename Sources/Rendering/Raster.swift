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
}
