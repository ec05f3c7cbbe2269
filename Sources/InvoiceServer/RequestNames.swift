import Synchronization

/// Names for requests whose clients gave none: those of one process count on from a random beginning.
///
/// They must be unique and need not be secret, so that no generator is asked at each request.
final class RequestNames: Sendable {
    private let process = UInt64.random(in: .min ... .max)
    private let count = Atomic<UInt32>(.random(in: .min ... .max))

    /// 24 hexadecimal digits.
    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
        return String(unsafeUninitializedCapacity: 24) { buffer in
            for index in 0..<16 { buffer[index] = digit(UInt8(truncatingIfNeeded: process >> (60 - 4 * index)) & 15) }
            for index in 0..<8 {
                buffer[16 + index] = digit(UInt8(truncatingIfNeeded: number >> (28 - 4 * index)) & 15)
            }
            return 24
        }
    }
}
