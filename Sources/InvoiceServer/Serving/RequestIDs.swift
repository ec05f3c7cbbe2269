import API
import Invoices
import Synchronization

/// Ids for requests whose clients gave none: each process counts up from a random start.
///
/// They must be unique but not secret, so that no random generator is needed for each request.
final class RequestIDs: Sendable {
    private let process = UInt64.random(in: .min ... .max)
    private let count = Atomic<UInt32>(.random(in: .min ... .max))

    /// 24 hexadecimal digits, like the ids of the contract.
    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return ID<Request>(seconds: number, random: process).text
    }
}
