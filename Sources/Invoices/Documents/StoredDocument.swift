/// A document that the store holds, fetched or uploaded. (Only a name for ids.)
package enum StoredDocument {
    package typealias ID = Invoices.ID<StoredDocument>
}
