import Invoices
import MariaDB

/// A key as it is stored, found by the id of one that was shown.
struct StoredKey: Sendable {
    let isAsked: Bool
    let account: Account.ID
    let hash: [UInt8]
    let scopes: String?
    let isLive: Bool
    let wantsStamp: Bool

    /// Columns that it is made from.
    static let count = 6

    static let columns = """
        k.id = ? AS is_asked, k.account_id, k.secret_hash, k.scopes,
        k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > UTC_TIMESTAMP(3)) AS is_live,
        k.last_used_at IS NULL OR k.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE AS wants_stamp
        """

    /// An unknown id finds its neighbour, the first behind the last: its row is read and compared all the same, so that
    /// the time tells nothing.
    static let condition = """
        k.id = COALESCE(
            (SELECT MIN(n.id) FROM api_key n WHERE n.id >= ?), (SELECT MIN(n.id) FROM api_key n))
        """

    init(_ row: Row) throws {
        isAsked = try row.flag()
        account = try row.id()
        hash = try row.bytes()
        scopes = try row.optionalText()
        isLive = try row.flag()
        wantsStamp = try row.flag()
    }
}
