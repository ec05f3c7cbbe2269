package import Invoices
package import JSON

/// A box ↔ {x, y, width, height}.
package enum BoxCoding {
    package static func write(_ box: Box, _ writer: inout JSONWriter) {
        writer.member("x", box.x)
        writer.member("y", box.y)
        writer.member("width", box.width)
        writer.member("height", box.height)
    }

    package static func read(_ json: JSONValue) -> Box? {
        guard let x = json["x"]?.double, let y = json["y"]?.double, let width = json["width"]?.double,
            let height = json["height"]?.double
        else { return nil }
        return Box(x: x, y: y, width: width, height: height)
    }
}
