package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD 1 and 2, Factur-X, XRechnung) and UBL.
package enum EInvoice {
    /// Bytes; most of so large a one are attachments.
    package static let maximumSize = 32 << 20

    /// Throws for anything but a well-formed invoice within the limits.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        let root = try XMLDocument.read(bytes)
        return switch root.name {
        case "CrossIndustryInvoice", "CrossIndustryDocument": try CIIInvoice(root).invoice()
        case "Invoice", "CreditNote": try UBLInvoice(root).invoice()
        default: throw .notAnInvoice
        }
    }
}
