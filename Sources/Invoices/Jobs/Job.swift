/// A document to be read; what the client said of it.
package struct Job: Sendable {
    package typealias ID = Invoices.ID<Job>
}
