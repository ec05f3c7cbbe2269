import Recognition

/// Reads a line's characters by PaddleOCR's recognition network.
struct LineReader {
    /// The network's height.
    static let height = 48
    /// The widths that are computed, each prepared once in a process. A line is padded up to the next.
    static let widths = [80, 160, 240, 320, 480, 640, 960, 1280]
    /// The columns of pixels for each of the network's results.
    static let step = 8

    private let network: Network
    private let table: CharacterTable

    init(model: String) throws(LineRecognitionError) {
        guard let characters = ModelCharacters.read(model) else { throw .unusable("The model names no characters.") }
        table = CharacterTable(characters)
        network = try Network(model: model)
    }

    /// Computes each width once.
    func warm() throws(LineRecognitionError) {
        for width in Self.widths {
            var paper = [Float](repeating: GreyPixels.white, count: 3 * Self.height * width)
            try network.compute(&paper, height: Self.height, width: width) { _, _ in }
        }
    }

    /// The characters of a region from left to right; their places are columns of the picture.
    func read(_ region: TextRegion, in picture: GreyPixels) throws(LineRecognitionError) -> [ReadCharacter] {
        guard region.width >= 1, region.height >= 1 else { return [] }
        let wanted = Int((region.width / region.height * Double(Self.height)).rounded(.up))
        let filled = min(max(Self.step, wanted), Self.widths[Self.widths.count - 1])
        let width = Self.widths.first { $0 >= filled } ?? filled
        var planes = picture.planes(of: region, height: Self.height, filled: filled, width: width)
        let decoder = CTCDecoder(table)
        let read = try network.compute(&planes, height: Self.height, width: width) { numbers, sizes in
            sizes[2] == table.count ? decoder.characters(in: numbers, steps: sizes[1]) : nil
        }
        guard let read else { throw .unusable("The model's results do not fit its characters.") }
        let scale = region.width / Double(filled)
        return read.map { $0.placed(from: region.left, scale: scale * Double(Self.step)) }
    }
}

/// A character and where it stands on its line.
package struct ReadCharacter: Equatable {
    package let character: Character
    /// 0…1
    package let confidence: Double
    /// Where the network saw it: somewhere inside the character.
    package let place: Double
    /// How probable a blank is between the character before it and this one, 0…1.
    package let blankBefore: Double

    package init(_ character: Character, confidence: Double, place: Double, blankBefore: Double = 0) {
        self.character = character
        self.confidence = confidence
        self.place = place
        self.blankBefore = blankBefore
    }

    fileprivate func placed(from start: Double, scale: Double) -> ReadCharacter {
        ReadCharacter(character, confidence: confidence, place: start + place * scale, blankBefore: blankBefore)
    }
}
