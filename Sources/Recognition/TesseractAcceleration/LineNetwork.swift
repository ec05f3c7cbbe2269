import CLineNetwork

/// The network of one language, computed with this processor's widest instructions: Tesseract's results in a tenth of
/// the time.
///
/// `@unchecked Sendable`: the C structure is constant after its creation.
final class LineNetwork: @unchecked Sendable {
    private let network: OpaquePointer
    let height: Int
    let characters: Int

    /// The kinds of instructions that this processor has, the widest first.
    static let kinds = (0..<Int32(LINE_NETWORK_KINDS)).filter(line_network_has_instructions)

    /// Nil if the network does not have the shape of Tesseract's fast ones.
    init?(_ file: LanguageNetworkFile, _ library: TesseractLibrary, kind: Int32) {
        guard file.kinds == Self.shape, file.sides == [1, 1, 3, 3],
            file.layers.map(\.matrices.count) == [1, 4, 4, 4, 4, 1]
        else { return nil }
        let network = Self.withMatrices(file.layers.flatMap(\.matrices)) { matrices in
            var layers = line_layers()
            layers.height = Int32(file.height)
            layers.seed = UInt64(bitPattern: Int64(file.lines) &* 0x1000_0001)
            layers.tanh_table = library.tanhTable
            layers.logistic_table = library.logisticTable
            layers.convolution = matrices[0]
            layers.column.gates = (matrices[1], matrices[2], matrices[3], matrices[4])
            layers.forwards.gates = (matrices[5], matrices[6], matrices[7], matrices[8])
            layers.backwards.gates = (matrices[9], matrices[10], matrices[11], matrices[12])
            layers.last.gates = (matrices[13], matrices[14], matrices[15], matrices[16])
            layers.characters = matrices[17]
            return line_network_make(&layers, kind)
        }
        guard let network else { return nil }
        self.network = network
        height = file.height
        characters = file.layers[5].matrices[0].outputs
    }

    deinit { line_network_free(network) }

    /// The shape of all of Tesseract's fast networks: a convolution and a maximum, an LSTM up each column, and three
    /// along the line, the second of them backwards.
    private static let shape = [
        "Series", "Input", "Series", "Convolve", "Tanh", "Maxpool", "XYTranspose", "SummLSTM", "LSTM", "RTLReversed",
        "LSTM", "LSTM", "Softmax",
    ]

    /// Computes the characters' probabilities at every third pixel of a line, in `width / 3` rows. False without
    /// memory.
    func run(
        _ pixels: UnsafePointer<Int8>, width: Int, in room: LineMemory, to probabilities: UnsafeMutablePointer<Float>
    ) -> Bool {
        line_network_run(network, room.room, pixels, Int32(width), probabilities)
    }

    private static func withMatrices<Result>(
        _ matrices: [LanguageNetworkFile.Matrix], _ body: ([line_matrix]) -> Result
    ) -> Result {
        let weights = matrices.flatMap(\.weights)
        let scales = matrices.flatMap { $0.scales.prefix($0.outputs) }
        return weights.withUnsafeBufferPointer { weights in
            scales.withUnsafeBufferPointer { scales in
                var (weight, scale) = (0, 0)
                let parts = matrices.map { matrix in
                    defer {
                        weight += matrix.weights.count
                        scale += matrix.outputs
                    }
                    return line_matrix(
                        outputs: Int32(matrix.outputs), inputs: Int32(matrix.inputs),
                        weights: weights.baseAddress.map { $0 + weight }, scales: scales.baseAddress.map { $0 + scale })
                }
                return body(parts)
            }
        }
    }
}

/// Memory for one line at a time, reused for the next.
///
/// `@unchecked Sendable`: it belongs to one Tesseract engine, which only one thread uses at a time.
final class LineMemory: @unchecked Sendable {
    fileprivate let room: OpaquePointer

    init?() {
        guard let room = line_room_make() else { return nil }
        self.room = room
    }

    deinit { line_room_free(room) }
}
