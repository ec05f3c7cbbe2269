import Invoices

/// A document with what is seen on its pages before any template or memory is applied.
package struct PreparedDocument: Sendable {
    let whole: ReadDocument
    let first: FirstInvoice
    let reading: FreeReading
    /// What stands where fields are looked for, and is no value.
    let outOfRange: [Finding]
    /// What the reading depends on.
    let languages: [String]
    let lineItems: LineItemRule
}
