package import Invoices

/// Names for ids of stored pages.
package enum StoredPage {
    package typealias ID = Invoices.ID<StoredPage>
}
