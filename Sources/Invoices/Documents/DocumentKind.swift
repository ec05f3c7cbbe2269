/// What a document is, whichever form it has.
package enum DocumentKind: String, Sendable, CaseIterable {
    case invoice, creditNote, correctedInvoice, debitNote, prepaymentInvoice, selfBilledInvoice, proForma, receipt
    case statement, reminder, orderConfirmation, deliveryNote, other

    /// By the code of UNTDID 1001 (EN 16931 BT-3), or FatturaPA's `TipoDocumento`; nil for a code that tells nothing of the sort.
    package init?(typeCode: String) {
        guard let kind = Self.codes.first(where: { $0.codes.contains(typeCode) })?.kind else { return nil }
        self = kind
    }

    /// The code of UNTDID 1001 that says this kind and no more; nil for a kind that EN 16931 has no invoice of.
    package var typeCode: String? { Self.typeCodes[self] }

    private static let typeCodes: [DocumentKind: String] = [
        .invoice: "380", .creditNote: "381", .debitNote: "383", .correctedInvoice: "384", .prepaymentInvoice: "386",
        .selfBilledInvoice: "389", .proForma: "325",
    ]

    /// Whether it asks for a payment to its supplier.
    package var isPayable: Bool {
        switch self {
        case .invoice, .correctedInvoice, .debitNote, .prepaymentInvoice, .selfBilledInvoice: true
        case .creditNote, .proForma, .receipt, .statement, .reminder, .orderConfirmation, .deliveryNote, .other: false
        }
    }

    /// The codes that EN 16931 allows for invoices and credit notes, and those of documents that are taken for them.
    private static let codes: [(kind: DocumentKind, codes: Set<String>)] = [
        (
            .invoice,
            [
                "82", "130", "202", "203", "204", "211", "295", "326", "380", "385", "387", "388", "390", "393", "394",
                "395", "456", "457", "527", "575", "623", "633", "751", "780", "817", "870", "875", "876", "877", "935",
            ]
        ),
        (.creditNote, ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"]),
        (.invoice, ["TD01", "TD06", "TD07", "TD24", "TD25", "TD26"]),
        (.prepaymentInvoice, ["TD02", "TD03"]),
        (.creditNote, ["TD04", "TD08"]),
        (.debitNote, ["TD05", "TD09"]),
        (.selfBilledInvoice, ["TD16", "TD17", "TD18", "TD19", "TD20", "TD21", "TD22", "TD23", "TD27", "TD28", "TD29"]),
        (.correctedInvoice, ["384"]),
        (.debitNote, ["80", "84", "383"]),
        (.prepaymentInvoice, ["386"]),
        (.selfBilledInvoice, ["389"]),
        (.proForma, ["325"]),
        (.statement, ["493"]),
        (.orderConfirmation, ["231", "320"]),
        (.deliveryNote, ["270", "351"]),
    ]
}
