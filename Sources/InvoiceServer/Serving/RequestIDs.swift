import API
import Invoices
import Synchronization

/// Names for requests whose clients gave none: those of one process count on from a random beginning.
///
/// They must be unique and need not be secret, so that no generator is asked at each request.
final class RequestIDs: Sendable {
    private let process = UInt64.random(in: .min ... .max)
    private let count = Atomic<UInt32>(.random(in: .min ... .max))

    /// 24 hexadecimal digits, as of an id.
    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return ID<Request>(seconds: number, random: process).text
    }
}
