import Invoices

/// Whether a document is a till receipt rather than an invoice.
struct ReceiptSigns {
    let isReceipt: Bool

    init(_ layout: Layout, _ labels: [Label]) {
        let labelKinds = Set(labels.map(\.labelKind))
        var score = 0.0
        if labelKinds.contains(.change) { score += 2 }
        if labelKinds.contains(.rounding) { score += 1 }
        if labelKinds.contains(.paid) { score += 0.7 }
        if labelKinds.contains(.customerHeading) { score -= 0.7 }
        if labelKinds.contains(.dueDate) { score -= 1 }
        if labelKinds.contains(.customerNumber) || labelKinds.contains(.purchaseOrder) { score -= 0.5 }
        if let sheet = layout.sheets.first {
            let slimness = sheet.height / sheet.width
            score += slimness > 1.9 ? 2 : slimness > 1.6 ? 1.5 : slimness > 1.48 ? 0.5 : 0
            let columns = Double(layout.segments.count) / Double(max(layout.rows.count, 1))
            if sheet.isRecognised, columns < 2.2, layout.tokens.count < 350 { score += 1 }
            if !sheet.isRecognised { score -= 1.5 }
        }
        if layout.sheets.count > 1 { score -= 1.5 }
        isReceipt = score >= 2
    }
}
