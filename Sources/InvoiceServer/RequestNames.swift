import Secrets
import Synchronization

/// Names for requests whose clients gave none: those of one process count on from a random beginning.
///
/// They must be unique and need not be secret, so that no generator is asked at each request.
final class RequestNames: Sendable {
    private let prefix: String
    private let count: Atomic<UInt32>

    init() {
        prefix = RequestNames.hex(UInt64.random(in: .min ... .max))
        count = Atomic(.random(in: .min ... .max))
    }

    /// 24 hexadecimal digits.
    func next() -> String { prefix + RequestNames.hex(count.wrappingAdd(1, ordering: .relaxed).newValue) }

    private static func hex(_ number: some FixedWidthInteger) -> String {
        withUnsafeBytes(of: number.bigEndian) { Array($0).hex }
    }
}
