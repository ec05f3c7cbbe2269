import FieldExtraction
import Invoices

/// An invoice whose values and look a test chooses, with what a person would confirm of it.
struct DrawnInvoice {
    enum Look { case strip, list }

    var look = Look.strip
    var supplier = "Sägewerk Tannert GmbH"
    var taxId = "DE129274202"
    var customer = "Holzbau Meier"
    var street = "Weg 3"
    var number = "K-0417"
    var day = 3
    var order = "B 11/25"
    var net = 100
    var iban: String?

    /// A series of one supplier's invoices in time order.
    static func series(_ count: Int, look: Look = .strip) -> [DrawnInvoice] {
        (0..<count).map { index in
            DrawnInvoice(
                look: look, customer: customers[index % customers.count], street: "Gasse \(7 * index + 2)",
                number: "K-\(4170 + 13 * index)", day: 1 + index * 3 % 27, order: "B \(11 + index)/25",
                net: 100 * (index + 1))
        }
    }

    private static let customers = ["Zimmerei Lindqvist", "Möbel Okonkwo", "Bau Petrescu", "Tischlerei Yamada"]

    private var date: CalendarDate { CalendarDate(year: 2025, month: 4, day: day)! }
    private var printedDate: String { "\(day < 10 ? "0" : "")\(day).04.2025" }
    private func printed(_ amount: Int) -> String { "\(amount),00" }

    private var drawing: String {
        switch look {
        case .strip:
            """
            \(supplier)
            Mühlweg 1, 01067 Dresden           USt-IdNr. \(taxId)

            \(customer)
            \(street)

            Vorgang       Tag           Ihr Zeichen
            \(padded(number, 14))\(padded(printedDate, 14))\(order)

            Bretter                        1     \(printed(net))     \(printed(net))

            Summe netto                                \(printed(net))
            USt 19 %                                   \(printed(net * 19 / 100))
            Zu zahlen                              EUR \(printed(net * 119 / 100))

            \(iban.map { "IBAN \($0)" } ?? "")
            """
        case .list:
            """
            \(supplier)                               Beleg  \(number)
            Mühlweg 1, 01067 Dresden                            Stand  \(printedDate)
            USt-IdNr. \(taxId)                             Zeichen  \(order)

            Empfänger
            \(customer)
            \(street)

            Bretter                        1     \(printed(net))     \(printed(net))

            Warenwert                                  \(printed(net))
            Mehrwertsteuer 19 %                        \(printed(net * 19 / 100))
            Endbetrag                              EUR \(printed(net * 119 / 100))
            """
        }
    }

    var document: ReadDocument { ReadDocument(pages: [DrawnPage(drawing).page(1)]) }

    var truth: [Field] {
        let texts = [
            ("invoice.number", number), ("invoice.supplier.name", supplier), ("invoice.supplier.taxId", taxId),
            ("invoice.customer.name", customer), ("invoice.purchaseOrder", order),
        ]
        let account = iban.map { [Self.confirmed("invoice.payment.iban", .text($0))] } ?? []
        let amounts = [("subtotal", net), ("tax", net * 19 / 100), ("total", net * 119 / 100)]
        return texts.map { Self.confirmed($0, .text($1)) } + [Self.confirmed("invoice.date", .date(date))]
            + amounts.map { Self.confirmed("invoice.amounts." + $0, .amount(Amount(cents: $1 * 100))) } + account
    }

    /// What a person would confirm of its row.
    var row: [Field] {
        let amount = Field.Value.amount(Amount(cents: net * 100))
        return [
            Self.confirmed("lineItems[0].description", .text("Bretter")),
            Self.confirmed("lineItems[0].quantity", .amount(Amount(cents: 100))),
            Self.confirmed("lineItems[0].unitPrice", amount), Self.confirmed("lineItems[0].amount", amount),
        ]
    }

    static func confirmed(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
