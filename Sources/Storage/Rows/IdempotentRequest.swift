import Invoices
import MariaDB

/// A request that runs under an `Idempotency-Key`. What it does is noted in the transaction that does it, so that whoever
/// repeats it after an unclear COMMIT, or after this process died, finds both or neither.
package struct IdempotentRequest: Sendable, Equatable {
    /// Any store may be the one that does the work, and most requests have no key: so it is no parameter of them all.
    @TaskLocal package static var current: IdempotentRequest?

    /// How the first answer said what was done; the numbers are HTTP's.
    enum Effect: Int {
        case done = 200
        case made = 201
        case queued = 202
    }

    let account: Account.ID
    let keyHash: [UInt8]
    /// Tells this request from one that took the key over because this one was thought dead.
    let begunAt: Int64
    /// What the paths of such things begin with, e.g. `/ocr-invoice-job`.
    let collection: String

    /// The row while its request runs and holds it.
    static let isOurs = "account_id = ? AND key_hash = ? AND created_at = ? AND status IS NULL"

    var values: [Value] { [account.value, .bytes(keyHash), .time(begunAt)] }

    /// Nothing happens without a key. Throws when another request has taken the key over: then that one does the work.
    static func note<Of>(_ effect: Effect, _ id: ID<Of>, on connection: Connection) throws {
        try note(effect, id.text, on: connection)
    }

    /// The same of a thing whose id is a text.
    static func note(_ effect: Effect, _ id: String, on connection: Connection) throws {
        guard let once = current else { return }
        let noted = try connection.run(
            "UPDATE idempotency SET status = ?, resource = ? WHERE \(isOurs)",
            [.int(effect.rawValue), .text("\(once.collection)/\(id)")] + once.values)
        guard noted.affectedRows == 1 else { throw StorageError.unavailable }
    }
}
