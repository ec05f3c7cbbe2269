import Foundation

/// How a page as it was read, upright and straight, lies on the page as it is stored. Points, from the bottom left.
package struct PageTurn: Sendable, Equatable {
    /// Size of the page as it was read.
    private let width: Double
    private let height: Double
    /// Clockwise quarter turns from the stored page to the upright one, 0…3.
    package let quarters: Int
    /// Degrees clockwise that it was turned beyond that, to be straight.
    private let degrees: Double

    package init(width: Double, height: Double, quarters: Int, degrees: Double) {
        (self.width, self.height, self.degrees) = (width, height, degrees)
        self.quarters = ((quarters % 4) + 4) % 4
    }

    /// Width and height of the stored page.
    package var storedSize: (width: Double, height: Double) { quarters % 2 == 1 ? (height, width) : (width, height) }

    /// Where a point of the upright page is on the stored one.
    func stored(x: Double, y: Double) -> (x: Double, y: Double) {
        let angle = degrees * .pi / 180
        let (fromMiddleX, fromMiddleY) = (x - width / 2, y - height / 2)
        let straightX = fromMiddleX * cos(angle) - fromMiddleY * sin(angle) + width / 2
        let straightY = fromMiddleX * sin(angle) + fromMiddleY * cos(angle) + height / 2
        return switch quarters {
        case 1: (height - straightY, straightX)
        case 2: (width - straightX, height - straightY)
        case 3: (straightY, width - straightX)
        default: (straightX, straightY)
        }
    }

    /// Cosine and sine of the angle, counterclockwise, that a level line of the upright page has on the stored one.
    var direction: (cosine: Double, sine: Double) {
        let angle = degrees * .pi / 180 + Double(quarters) * .pi / 2
        return (cos(angle), sin(angle))
    }
}
