/// A region of a page in fractions 0…1 of its width and height, from its top left.
package struct Box: Sendable, Hashable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var maxX: Double { x + width }
    package var maxY: Double { y + height }
    package var midX: Double { x + width / 2 }
    package var midY: Double { y + height / 2 }

    /// Whether all four edges are numbers, and on the page or less than a page beside it: what a renderer can give.
    package var isPlausible: Bool { [x, y, maxX, maxY].allSatisfy((-1...2).contains) }

    /// The smallest box around both.
    package func union(_ other: Box) -> Box {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Box(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }

    /// Where the box lies when its page is turned clockwise by quarter turns.
    package func turned(quarters: Int) -> Box {
        switch quarters & 3 {
        case 1: Box(x: 1 - maxY, y: x, width: height, height: width)
        case 2: Box(x: 1 - maxX, y: 1 - maxY, width: width, height: height)
        case 3: Box(x: y, y: 1 - maxX, width: height, height: width)
        default: self
        }
    }

    package func contains(x: Double, y: Double) -> Bool {
        x >= self.x && x <= maxX && y >= self.y && y <= maxY
    }

    /// Whether the other's centre lies in this.
    package func containsCentre(of other: Box) -> Bool { contains(x: other.midX, y: other.midY) }
}
