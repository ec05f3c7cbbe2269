package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD, Factur-X, XRechnung) and UBL.
package enum EInvoice {
    /// Throws for anything but a well-formed invoice within the limits.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        throw .notAnInvoice
    }
}
