/// One value found on the document, with its place and how it was found.
package struct Field: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case text(String)
        case amount(Amount)
        case date(CalendarDate)
        case flag(Bool)
    }

    package enum Source: String, Sendable, CaseIterable {
        case einvoice
        case textLayer = "text-layer"
        case ocr
        case correction
    }

    package enum Method: String, Sendable, CaseIterable {
        case template
        /// Learnt from the supplier's reviewed documents.
        case memory
        case reader
        case arithmetic
        case paymentCode = "payment-code"
    }

    /// The contract's name, e.g. `invoice.number`, `lineItems[2].amount`, `iban`.
    package var name: String
    package var value: Value
    /// As printed; for a value calculated from others, what it was calculated from.
    package var rawText: String
    /// 0…1, calibrated: of the fields that say 0.9, nine in ten are right.
    package var confidence: Double
    /// From 1; nil for a value that is on no page.
    package var page: Int?
    package var box: Box?
    package var source: Source
    package var method: Method
    /// True if a recognition error was repaired by arithmetic or a check digit.
    package var isRepaired: Bool
    /// Other values, the likeliest first, at most `FieldAlternative.most`; none is the field's own.
    package var alternatives: [FieldAlternative] = []
    package var checks: [FieldCheck] = []
    /// What decided the confidence, in words, the weightiest first.
    package var reasons: [String] = []
    /// The reviewed documents that proved what found the value; nil unless `method` is memory.
    package var memoryDocuments: Int?

    package init(
        name: String, value: Value, rawText: String, confidence: Double, page: Int? = nil, box: Box? = nil,
        source: Source, method: Method = .reader, isRepaired: Bool = false
    ) {
        self.name = name
        self.value = value
        self.rawText = rawText
        self.confidence = confidence
        self.page = page
        self.box = box
        self.source = source
        self.method = method
        self.isRepaired = isRepaired
    }
}

extension Field.Value {
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var amount: Amount? { if case .amount(let amount) = self { amount } else { nil } }
    package var date: CalendarDate? { if case .date(let date) = self { date } else { nil } }
}
