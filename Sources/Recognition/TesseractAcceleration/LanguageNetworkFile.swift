import Foundation

/// The neural network in a file of Tesseract's language data, as `LSTMRecognizer::Serialize` and
/// `Network::Serialize` of Tesseract 5 write it: little-endian numbers, names with their lengths before them.
struct LanguageNetworkFile {
    /// Integer weights, with one row for each output and its bias last; `scales` has a factor for each row.
    struct Matrix {
        let outputs: Int
        let inputs: Int
        let weights: [Int8]
        let scales: [Float]
    }

    /// One layer with weights, in the order of the file.
    struct Layer {
        let kind: String
        let matrices: [Matrix]
    }

    /// The height of the input image in pixels.
    private(set) var height = 0
    /// The kinds of all layers, with containers before their layers: they show whether the network has the known shape.
    private(set) var kinds: [String] = []
    private(set) var layers: [Layer] = []
    /// The sizes of the convolution (half widths) and of the maximum (whole widths).
    private(set) var sides: [Int32] = []
    /// The number of lines of its training, which is the seed of the noise beyond an image's edges.
    private(set) var lines: Int32 = 0

    private let bytes: Data
    private var at: Int

    /// Nil if the file has no such network, or one in another format.
    init?(path: String) {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else { return nil }
        bytes = data
        at = 0
        guard let count: Int32 = number(), (18...64).contains(count) else { return nil }
        at += Self.component * 8
        guard let place: Int64 = number(), place > 0, place < Int64(bytes.count) else { return nil }
        at = Int(place)
        guard layer(), name() != nil, skip(8), let lines: Int32 = number() else { return nil }
        self.lines = lines
    }

    /// The network's number among the file's parts (`TESSDATA_LSTM`).
    private static let component = 17
    private static let holders: Set = ["Series", "XYTranspose", "RTLReversed"]
    private static let ownRates: Int32 = 64

    private mutating func number<Number: FixedWidthInteger>() -> Number? {
        let size = MemoryLayout<Number>.size
        guard at >= 0, at <= bytes.count - size else { return nil }
        defer { at += size }
        return bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Number.self)) }
    }

    private mutating func skip(_ count: Int) -> Bool {
        at += count
        return at <= bytes.count
    }

    private mutating func name() -> String? {
        guard let count: UInt32 = number(), count < 1000, at + Int(count) <= bytes.count else { return nil }
        defer { at += Int(count) }
        return String(bytes: bytes[(bytes.startIndex + at)..<(bytes.startIndex + at + Int(count))], encoding: .utf8)
    }

    /// Reads a layer's kind, the common members, and those of its kind.
    private mutating func layer() -> Bool {
        guard let marker: Int8 = number(), marker == 0, let kind = name(), skip(2), let flags: Int32 = number(),
            skip(12), name() != nil
        else { return false }
        kinds.append(kind)
        if Self.holders.contains(kind) { return inner(flags) }
        switch kind {
        case "Input": return input()
        case "Convolve", "Maxpool": return side() && side()
        case "LSTM", "SummLSTM": return skip(4) && weights(kind, count: 4)
        case "Tanh", "Softmax": return weights(kind, count: 1)
        default: return false
        }
    }

    private mutating func inner(_ flags: Int32) -> Bool {
        guard let count: UInt32 = number(), count < 100 else { return false }
        for _ in 0..<count where !layer() { return false }
        guard flags & Self.ownRates != 0 else { return true }
        guard let rates: UInt32 = number(), rates < 100 else { return false }
        return skip(Int(rates) * 4)
    }

    private mutating func input() -> Bool {
        guard skip(4), let height: Int32 = number() else { return false }
        self.height = Int(height)
        return skip(12)
    }

    private mutating func side() -> Bool {
        guard let side: Int32 = number() else { return false }
        sides.append(side)
        return true
    }

    private mutating func weights(_ kind: String, count: Int) -> Bool {
        var matrices: [Matrix] = []
        for _ in 0..<count {
            guard let matrix = matrix() else { return false }
            matrices.append(matrix)
        }
        layers.append(Layer(kind: kind, matrices: matrices))
        return true
    }

    /// `WeightMatrix::Serialize` with integers; the file has the factors multiplied by 127.
    private mutating func matrix() -> Matrix? {
        guard let mode: UInt8 = number(), mode & 129 == 129, let rows: Int32 = number(), let columns: Int32 = number(),
            (1...4096).contains(rows), (2...4096).contains(columns), skip(1)
        else { return nil }
        let size = Int(rows) * Int(columns)
        guard at + size <= bytes.count else { return nil }
        let weights = bytes.withUnsafeBytes { Array(UnsafeRawBufferPointer(rebasing: $0[at..<(at + size)])) }
        at += size
        guard let count: UInt32 = number(), count >= rows, count < 10_000 else { return nil }
        var scales: [Float] = []
        for _ in 0..<count {
            guard let bits: UInt64 = number() else { return nil }
            scales.append(Float(Double(bitPattern: bits) / 127))
        }
        return Matrix(
            outputs: Int(rows), inputs: Int(columns) - 1, weights: weights.map(Int8.init(bitPattern:)), scales: scales)
    }
}
