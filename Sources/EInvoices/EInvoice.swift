package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD 1 and 2, Factur-X, XRechnung) and UBL.
package enum EInvoice {
    /// The most bytes; an invoice of a thousand lines has a tenth of that.
    package static let maximumSize = 16 << 20

    /// Throws unless the bytes are a well-formed invoice within the limits.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        let root = try XMLTree.read(bytes)
        return switch root.name {
        case "CrossIndustryInvoice", "CrossIndustryDocument": try CIIInvoice(root).invoice()
        case "Invoice", "CreditNote": try UBLInvoice(root).invoice()
        default: throw .notAnInvoice
        }
    }
}
