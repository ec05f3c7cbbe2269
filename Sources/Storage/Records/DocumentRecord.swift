package import Invoices

/// A document whose bytes the store holds.
package struct DocumentRecord: Sendable, Equatable {
    package let id: StoredDocument.ID
    package let account: Account.ID
    /// Bytes.
    package let size: Int
    /// 32 bytes.
    package let sha256: [UInt8]
    package let type: DocumentType
    /// The file's name at the client that uploaded it; nil if it gave none.
    package let name: String?
    package let createdAt: Timestamp
}
