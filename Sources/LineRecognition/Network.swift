import COpenVINO

/// A neural network that OpenVINO computes in the calling thread (`ov_compiled_model_t`).
final class Network {
    private let network: OpaquePointer

    /// Reads and compiles an ONNX file, which takes 0.2 s.
    init(model: String) throws(LineRecognitionError) {
        guard let network = openvino_compile(model) else { throw .unusable(Self.lastError) }
        self.network = network
    }

    deinit { openvino_free_network(network) }

    /// Loads OpenVINO's C library of that path, once in a process.
    static func loadLibrary(_ path: String) throws(LineRecognitionError) {
        guard openvino_load(path) == 0 else { throw .unusable(lastError) }
    }

    private static var lastError: String { String(cString: openvino_error()) }

    /// Computes the network on one picture and passes its result, as numbers and up to four sizes, to `body`.
    ///
    /// - Parameter input: 3 × `height` × `width` numbers. A size that is new in this process takes twice as long.
    func compute<Result>(
        _ input: inout [Float], height: Int, width: Int,
        _ body: (_ numbers: UnsafeBufferPointer<Float>, _ sizes: [Int]) -> Result
    ) throws(LineRecognitionError) -> Result {
        precondition(input.count == 3 * height * width)
        let result: Result? = input.withUnsafeMutableBufferPointer { input in
            var numbers: UnsafePointer<Float>?
            var sizes: [Int64] = [1, 1, 1, 1]
            guard
                let pass = openvino_compute(
                    network, input.baseAddress, Int64(height), Int64(width), &numbers, &sizes)
            else { return nil }
            defer { openvino_free_pass(pass) }
            let whole = sizes.map(Int.init)
            return body(UnsafeBufferPointer(start: numbers, count: whole.reduce(1, *)), whole)
        }
        guard let result else { throw .unusable(Self.lastError) }
        return result
    }
}
