package import Invoices
package import JSON

/// Pages as JSON between reader and server. Each word is an array, since a page has hundreds of words.
extension Page {
    /// Writes the members of an object.
    package func write(to json: inout JSONWriter) {
        json.member("number", number)
        json.member("width", width)
        json.member("height", height)
        json.member("source", source.rawValue)
        json.member("language", language)
        json.member("readingTime", readingTime)
        json.member("image", object: { image.write(to: &$0) })
        json.member("preprocessing", object: { preprocessing.write(to: &$0) })
        if textLayerDiffers { json.member("textLayerDiffers", true) }
        json.member("lines", array: lines) { json, line in line.write(to: &json) }
        json.member("codes", array: codes) { json, code in
            json.object { json in
                json.member("text", code.text)
                json.member("box", raw: code.box.json)
            }
        }
    }

    /// Reads what `write` wrote.
    package init(_ json: JSONValue) throws {
        guard let source = Source(rawValue: try json.required("source").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            number: try json.required("number").needInt(1...Self.most),
            width: try json.required("width").needDouble(0...1e10),
            height: try json.required("height").needDouble(0...1e10), source: source,
            language: try json["language"].flatMap { $0.string == nil ? nil : try $0.needString(atMost: 64) },
            lines: try json.required("lines").needArray().map(TextLine.init(json:)),
            codes: try (json["codes"]?.array ?? []).map(PrintedCode.init(json:)),
            image: try PageImage(json: json.required("image")),
            preprocessing: try PagePreprocessing(json: json.required("preprocessing")),
            textLayerDiffers: try json["textLayerDiffers"]?.needBool() ?? false,
            readingTime: try json.required("readingTime").needInt(0...86_400_000))
    }

    /// The highest page number, more than any document may have.
    static var most: Int { 10_000 }

    /// The page with confidences and boxes rounded as on the other side of the pipe, so that the extraction's result
    /// does not depend on which process read the page.
    package var asSent: Page {
        var page = self
        page.lines = lines.map { line in
            TextLine(words: line.words.map(\.asSent), block: line.block)
        }
        page.codes = codes.map { PrintedCode(text: $0.text, box: $0.box.asSent) }
        return page
    }
}

extension Word {
    fileprivate var asSent: Word {
        var word = self
        word.confidence = confidence.rounded(toPlaces: 4)
        word.box = box.asSent
        return word
    }
}

extension PrintedCode {
    fileprivate init(json: JSONValue) throws {
        self.init(text: try json.required("text").needString(atMost: 10_000), box: try Box(json.required("box")))
    }
}

extension TextLine {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("block", block)
            json.member("words", array: words) { json, word in word.write(to: &json) }
        }
    }

    init(json: JSONValue) throws {
        self.init(
            words: try json.required("words").needArray().map(Word.init(json:)),
            block: try json.required("block").needInt(0...10_000_000))
    }
}

/// `["text", confidence, x, y, width, height, isBold, "alternative", …]`
extension Word {
    fileprivate func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(text)
            json.value(confidence.rounded(toPlaces: 4))
            for length in [box.x, box.y, box.width, box.height] { json.value(length.rounded(toPlaces: 6)) }
            json.value(isBold)
            for alternative in alternatives { json.value(alternative) }
        }
    }

    fileprivate init(json: JSONValue) throws {
        let parts = try json.needArray()
        guard parts.count >= 7 else { throw WireError.wrongType }
        self.init(
            text: try parts[0].needString(), confidence: try parts[1].needDouble(0...1), box: try Box(parts[2...5]),
            alternatives: try parts[7...].map { try $0.needString() }, isBold: try parts[6].needBool())
    }
}

extension Box {
    fileprivate var asSent: Box {
        Box(
            x: x.rounded(toPlaces: 6), y: y.rounded(toPlaces: 6), width: width.rounded(toPlaces: 6),
            height: height.rounded(toPlaces: 6))
    }

    var json: [UInt8] {
        JSONWriter.write { json in
            json.array { json in
                for length in [x, y, width, height] { json.value(length.rounded(toPlaces: 6)) }
            }
        }
    }

    init(_ json: JSONValue) throws {
        let parts = try json.needArray()
        guard parts.count == 4 else { throw WireError.wrongType }
        try self.init(parts[...])
    }

    /// A box of four parts. Throws if it is a whole page or more outside the page.
    fileprivate init(_ parts: ArraySlice<JSONValue>) throws {
        let lengths = try parts.map { try $0.needDouble(-2...3) }
        self.init(x: lengths[0], y: lengths[1], width: lengths[2], height: lengths[3])
    }
}

extension Double {
    /// Six decimals of a fraction are 0.1 pixels on the largest page.
    fileprivate func rounded(toPlaces places: Int) -> Double {
        let scale = places == 4 ? 1e4 : 1e6
        return (self * scale).rounded() / scale
    }
}

extension PageImage {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("width", width)
        json.member("height", height)
        json.member("dpi", dpi)
        json.member("colorSpace", colorSpace.rawValue)
        json.member("format", format)
        json.member("size", size)
    }

    fileprivate init(json: JSONValue) throws {
        guard let colorSpace = ColorSpace(rawValue: try json.required("colorSpace").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            width: try json.required("width").needInt(0...1_000_000),
            height: try json.required("height").needInt(0...1_000_000),
            dpi: try json.required("dpi").needInt(0...1_000_000), colorSpace: colorSpace,
            format: try json.required("format").needString(atMost: 16),
            size: try json.required("size").needInt(0...1 << 30))
    }
}

extension PagePreprocessing {
    fileprivate func write(to json: inout JSONWriter) {
        json.member("enhanced", enhanced)
        json.member("deskewed", deskewed)
        json.member("denoised", denoised)
        json.member("binarized", binarized)
        json.member("rotationAngle", rotationAngle)
    }

    fileprivate init(json: JSONValue) throws {
        self.init(
            enhanced: try json.required("enhanced").needBool(), deskewed: try json.required("deskewed").needBool(),
            denoised: try json.required("denoised").needBool(), binarized: try json.required("binarized").needBool(),
            rotationAngle: try json.required("rotationAngle").needDouble(-720...720))
    }
}
