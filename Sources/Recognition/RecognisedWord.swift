/// A word as Tesseract read it.
package struct RecognisedWord {
    package var text: String
    /// 0…1
    package var confidence: Double
    package var box: PixelBox
    /// Alternative texts, the best first.
    package var alternatives: [String]

    package init(text: String, confidence: Double, box: PixelBox, alternatives: [String] = []) {
        self.text = text
        self.confidence = confidence
        self.box = box
        self.alternatives = alternatives
    }

    /// Moves a word that was read in a part of the page that begins at this place.
    package func moved(x: Int, y: Int) -> RecognisedWord {
        var moved = self
        moved.box = PixelBox(left: box.left + x, top: box.top + y, right: box.right + x, bottom: box.bottom + y)
        return moved
    }

    /// Scales back a word that was read in an enlarged image.
    package func shrunk(by factor: Double) -> RecognisedWord {
        func size(_ length: Int) -> Int { Int((Double(length) / factor).rounded()) }
        var shrunk = self
        shrunk.box = PixelBox(
            left: size(box.left), top: size(box.top), right: size(box.right), bottom: size(box.bottom))
        return shrunk
    }
}

/// Words on one baseline, from left to right.
package struct RecognisedLine {
    package var words: [RecognisedWord]
    /// Tesseract's block, from 0.
    package var block: Int

    package init(words: [RecognisedWord], block: Int) {
        self.words = words
        self.block = block
    }

    /// The box around the words; empty if there are none.
    package var box: PixelBox {
        words.dropFirst().reduce(words.first?.box ?? PixelBox(left: 0, top: 0, right: 0, bottom: 0)) {
            $0.union($1.box)
        }
    }
}
