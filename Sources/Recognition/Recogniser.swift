import COCR

/// Tesseract with its language loaded. Loading takes 0.1 s, so it is kept and used again.
package final class Recogniser {
    /// The page segmentation mode (Tesseract's psm).
    package enum Segmentation: UInt32 {
        /// Columns, paragraphs and lines.
        case automatic = 3
        case column = 4
        /// One uniform block.
        case block = 6
        case line = 7
        case rawLine = 13
    }

    /// The most pixels of a bitmap's longer side: Tesseract counts in 16 bits and refuses more (`INT16_MAX`).
    package static let largestSide = 32_767

    private let tesseract: OpaquePointer
    /// Tesseract's names joined by +.
    package let languages: String

    /// Loads `languages`, e.g. `eng` or `eng+deu` (`TessBaseAPIInit2`, neural engine only).
    ///
    /// - Parameter triesNetworkFirst: True if a fork first tries to access Tesseract's network; only for a process
    ///   with one thread.
    package init(languages: String, triesNetworkFirst: Bool = false) throws(RecognitionError) {
        guard let tesseract = TessBaseAPICreate() else { throw .outOfMemory }
        self.tesseract = tesseract
        self.languages = languages
        guard TessBaseAPIInit2(tesseract, nil, languages, OEM_LSTM_ONLY) == 0 else {
            throw .noSuchLanguage(languages)
        }
        // The table finder takes time and loses words on invoices.
        set("textord_tabfind_find_tables", "0")
        // Its messages about single lines would fill the operator's log.
        set("debug_file", "/dev/null")
        if let folder = TessBaseAPIGetDatapath(tesseract),
            LineNetworks.shared.offer(languages, in: String(cString: folder)),
            !triesNetworkFirst || LineNetworks.shared.isTrusted(trying: tryNetworks)
        {
            try compareNetworks()
        }
    }

    /// Why Tesseract computes its networks itself, as the end of a sentence; nil if this program computes them.
    package static var reasonAgainstOwnNetwork: String? { LineNetworks.shared.reasonAgainst }

    /// Reads two lines; this program's network computes the second.
    private func tryNetworks() -> Bool {
        for _ in 0..<2 {
            guard (try? compareNetworks()) != nil else { return false }
        }
        return !LineNetworks.shared.proved.isEmpty
    }

    /// Reads a line of noise, to compare this program's networks with Tesseract's before the first page.
    private func compareNetworks() throws(RecognitionError) {
        let (width, height) = (240, 36)
        let noise = (0..<width * height).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 12) }
        let strip = try Bitmap(width: width, height: height, isColour: false, bytes: noise)
        _ = try recognise(strip, dpi: 300, as: .rawLine)
    }

    deinit {
        LineNetworks.shared.forget()
        TessBaseAPIEnd(tesseract)
        TessBaseAPIDelete(tesseract)
    }

    package func set(_ name: String, _ value: String) {
        TessBaseAPISetVariable(tesseract, name, value)
    }

    /// The names of the installed languages, e.g. `deu`, sorted.
    package var installedLanguages: [String] {
        guard let list = TessBaseAPIGetAvailableLanguagesAsVector(tesseract) else { return [] }
        defer { TessDeleteTextArray(list) }
        var names: [String] = []
        var at = 0
        while let name = list[at] {
            names.append(String(cString: name))
            at += 1
        }
        return names.sorted()
    }

    /// Reads a bitmap (`TessBaseAPIRecognize`); boxes are in its pixels. It cannot be interrupted.
    package func recognise(
        _ bitmap: Bitmap, dpi: Int, as segmentation: Segmentation
    ) throws(RecognitionError) -> [RecognisedLine] {
        TessBaseAPISetPageSegMode(tesseract, TessPageSegMode(segmentation.rawValue))
        TessBaseAPISetImage2(tesseract, bitmap.pix)
        TessBaseAPISetSourceResolution(tesseract, Int32(dpi))
        defer { TessBaseAPIClear(tesseract) }
        guard TessBaseAPIRecognize(tesseract, nil) == 0 else { throw .failed("TessBaseAPIRecognize") }
        return lines()
    }

    private func lines() -> [RecognisedLine] {
        guard let results = TessBaseAPIGetIterator(tesseract) else { return [] }
        defer { TessResultIteratorDelete(results) }
        let place = TessResultIteratorGetPageIterator(results)
        var lines: [RecognisedLine] = []
        var block = -1
        repeat {
            if TessPageIteratorIsAtBeginningOf(place, RIL_BLOCK) != 0 { block += 1 }
            if TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE) != 0 || lines.isEmpty {
                lines.append(RecognisedLine(words: [], block: max(0, block)))
            }
            if let word = word(results, place) { lines[lines.count - 1].words.append(word) }
        } while TessResultIteratorNext(results, RIL_WORD) != 0
        return lines.filter { !$0.words.isEmpty }
    }

    private func word(_ results: OpaquePointer, _ place: OpaquePointer?) -> RecognisedWord? {
        guard let utf8 = TessResultIteratorGetUTF8Text(results, RIL_WORD) else { return nil }
        defer { TessDeleteText(utf8) }
        let text = String(cString: utf8)
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else { return nil }
        return RecognisedWord(
            text: text, confidence: min(1, max(0, Double(TessResultIteratorConfidence(results, RIL_WORD)) / 100)),
            box: PixelBox(left: Int(left), top: Int(top), right: Int(right), bottom: Int(bottom)))
    }
}
