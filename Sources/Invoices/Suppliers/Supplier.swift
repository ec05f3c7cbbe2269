/// Who sends an account its invoices.
package struct Supplier: Sendable {
    package typealias ID = Invoices.ID<Supplier>
}
