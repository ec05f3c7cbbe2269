import LineRecognition

/// Joins regions side by side into rows, since a receipt's labels and amounts are far apart.
struct TextRows {
    /// From top to bottom, each from left to right.
    let rows: [[TextRegion]]

    init(_ regions: [TextRegion]) {
        var rows: [[TextRegion]] = []
        for region in regions.sorted(by: { $0.left < $1.left }) {
            let best = rows.indices.max { Self.shared(rows[$0], region) < Self.shared(rows[$1], region) }
            if let best, Self.shared(rows[best], region) > 0.5 {
                rows[best].append(region)
            } else {
                rows.append([region])
            }
        }
        self.rows = rows.sorted { Self.height(of: $0) < Self.height(of: $1) }
    }

    /// The part of the lower region's height that it shares with the row's last one, extended to it; 0 if they overlap
    /// side by side.
    private static func shared(_ row: [TextRegion], _ region: TextRegion) -> Double {
        guard let last = row.last, region.left > last.right - min(last.height, last.width / 2) else { return 0 }
        let distance = abs(last.middle(at: region.left) - region.middle)
        let shared = (last.height + region.height) / 2 - distance
        return shared / min(last.height, region.height)
    }

    /// The place of a row's first region, seen at the left edge of the page.
    private static func height(of row: [TextRegion]) -> Double { row.first.map { $0.middle(at: 0) } ?? 0 }
}
