import Recognition

/// Finds the lines of a picture by PaddleOCR's detection network (Liao et al., “Real-time Scene Text Detection with
/// Differentiable Binarization”, AAAI 2020).
struct TextDetector {
    /// The sizes that the network computes. Each is prepared once in a process, and other sizes would be prepared again in
    /// every fork.
    static let tiles: [(height: Int, width: Int)] = [(960, 640), (1280, 960)]
    /// The rows that two tiles share, more than a line is high.
    private static let overlap = 96

    private let network: Network

    init(model: String) throws(LineRecognitionError) {
        network = try Network(model: model)
    }

    /// Computes each size once.
    func warm() throws(LineRecognitionError) {
        for tile in Self.tiles {
            var paper = [Float](repeating: GreyPixels.white, count: 3 * tile.height * tile.width)
            try network.compute(&paper, height: tile.height, width: tile.width) { _, _ in }
        }
    }

    /// The widest picture that is searched in its own size.
    static let mostColumns = 960
    /// A picture is made smaller by this factor at most if that saves a tile.
    private static let leastFactor = 0.8

    /// The regions of text in a picture whose letters are 10 to 30 pixels high.
    func regions(in picture: Bitmap) throws -> [TextRegion] {
        let plan = Self.plan(width: picture.width, height: picture.height)
        let small = plan.factor < 1 ? try picture.scaled(by: plan.factor) : picture
        let map = try map(of: GreyPixels(small), in: plan.tile)
        return TextRegions(map).found.map { $0.scaled(by: 1 / plan.factor) }
    }

    /// How probable each pixel's being text is.
    private func map(
        of picture: GreyPixels, in tile: (height: Int, width: Int)
    ) throws(LineRecognitionError) -> ProbabilityMap {
        var map = ProbabilityMap(width: picture.width, height: picture.height)
        for first in Self.starts(of: picture.height, tile.height) {
            var planes = picture.planes(fromRow: first, height: tile.height, width: tile.width)
            // Half the shared rows are taken from the upper tile, where they are not at its edge.
            let from = first == 0 ? 0 : first + Self.overlap / 2
            try network.compute(&planes, height: tile.height, width: tile.width) { numbers, _ in
                map.fill(rowsFrom: from, with: numbers, ofTileAt: first, height: tile.height, width: tile.width)
            }
        }
        return map
    }

    /// The factor and the tile with which a picture costs the least.
    static func plan(width: Int, height: Int) -> (factor: Double, tile: (height: Int, width: Int)) {
        let needed = min(1, Double(mostColumns) / Double(max(1, width)))
        var best = (factor: needed, tile: tiles[tiles.count - 1])
        var lowest = Int.max
        for tile in tiles {
            let narrowed = min(1, Double(tile.width) / Double(max(1, width)))
            guard narrowed >= leastFactor * needed else { continue }
            let factor = narrowed * lengthFactor(Double(height) * narrowed, tile.height)
            let count = starts(of: Int((Double(height) * factor).rounded()), tile.height).count
            let cost = count * tile.width * tile.height
            if cost < lowest { (best, lowest) = ((factor, tile), cost) }
        }
        return best
    }

    /// The factor by which that many rows need a tile less; 1 if it would be too small.
    private static func lengthFactor(_ rows: Double, _ tile: Int) -> Double {
        let count = starts(of: Int(rows.rounded()), tile).count
        guard count > 1 else { return 1 }
        let factor = Double(tile + (count - 2) * (tile - overlap)) / rows
        return factor >= leastFactor ? min(1, factor) : 1
    }

    /// The first rows of the tiles of that height.
    static func starts(of height: Int, _ tile: Int) -> [Int] {
        guard height > tile else { return [0] }
        let count = (height - overlap + tile - overlap - 1) / (tile - overlap)
        return (0..<count).map { $0 * (tile - overlap) }
    }
}

/// For each pixel how probable it is that it belongs to the middle of a line.
struct ProbabilityMap {
    let width: Int
    let height: Int
    private(set) var numbers: [Float]

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        numbers = [Float](repeating: 0, count: width * height)
    }

    /// Takes the rows from `row` on from a tile that begins at row `first`.
    mutating func fill(
        rowsFrom row: Int, with tile: UnsafeBufferPointer<Float>, ofTileAt first: Int, height tileHeight: Int,
        width tileWidth: Int
    ) {
        guard tile.count >= tileHeight * tileWidth else { return }
        for y in row..<max(row, min(height, first + tileHeight)) {
            for x in 0..<min(width, tileWidth) {
                numbers[y * width + x] = tile[(y - first) * tileWidth + x]
            }
        }
    }
}
