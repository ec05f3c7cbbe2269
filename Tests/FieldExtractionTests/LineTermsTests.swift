import Testing

@testable import FieldExtraction
@testable import Invoices

/// Further terms of the lines, from columns that say what they are.
struct LineTermsTests {
    private func rows(_ drawing: String) -> [[String: String]] {
        let fields = LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())
        var rows: [[String: String]] = []
        for field in fields {
            guard let place = FieldPlace(field.name) else { continue }
            while rows.count <= place.index { rows.append([:]) }
            rows[place.index][place.column] = field.value.text ?? field.value.amount?.literal
        }
        return rows
    }

    @Test func `position, article, unit and rate stand in columns of their own`() {
        let rows = rows(
            """
            Pos  Art.-Nr.   Bezeichnung            Menge  Einheit  Einzelpreis  MwSt %    Betrag
            1    KX-4471    Gartenschere               3  Stk            12,00    19 %     36,00
            2    KX-0090    Beratung                 1,5  Std            80,00     7 %    120,00
            """)
        #expect(rows.map { $0["position"] } == ["1", "2"])
        #expect(rows.map { $0["code"] } == ["KX-4471", "KX-0090"])
        #expect(rows.map { $0["unit"] } == ["Stk", "Std"])
        #expect(rows.map { $0["unitCode"] } == ["H87", "HUR"])
        #expect(rows.map { $0["taxRate"] } == ["19", "7"])
    }

    @Test func `a unit behind the quantity is one, a word of the description is none`() {
        let rows = rows(
            """
            Description                 Qty         Unit price       Amount
            Gravel                      12 kg             1.50        18.00
            Delivery                    1                20.00        20.00
            """)
        #expect(rows.map { $0["unitCode"] } == ["KGM", nil])
    }

    @Test func `tax and amount with tax are read beside the net amount`() {
        let rows = rows(
            """
            Description          Qty    Unit price     Net amount   VAT %     VAT amount    Gross amount
            Oak shelf              2         50.00         100.00      20          20.00          120.00
            """)
        #expect(rows.first?["amount"] == "100")
        #expect(rows.first?["taxRate"] == "20")
        #expect(rows.first?["taxAmount"] == "20")
        #expect(rows.first?["amountWithTax"] == "120")
    }

    @Test(arguments: [("10 %", "13.6"), ("10", "13.6"), ("13.60", "13.6"), ("-13.60", "13.6")])
    func `a discount is an amount, positive, and the line multiplies with it`(printed: String, amount: String) {
        let drawing = """
            Description            Qty    Unit price    Discount      Amount
            Ball bearing            20          6.80    \(printed)\(String(repeating: " ", count: 8 - printed.count))    122.40
            """
        let rows = rows(drawing)
        #expect(rows.first?["discount"] == amount)
        let fields = LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())
        #expect(Validator().findings(for: Extraction(fields: fields)).allSatisfy { $0.code != .lineProduct })
    }

    @Test(arguments: ["-13.60", "-10 %"])
    func `a discount beneath the line is the one that it multiplies with`(printed: String) {
        let drawing = """
            Description            Qty    Unit price    Discount      Amount
            Ball bearing            20          6.80                  122.40
                                                        \(printed)
            Felt ring                2          5.00                   10.00
            """
        let rows = rows(drawing)
        #expect(rows.map { $0["discount"] } == ["13.6", nil])
        let fields = LineItemReader().fields(in: Layout([DrawnPage(drawing).page(1)]), totals: .init())
        #expect(Validator().findings(for: Extraction(fields: fields)).allSatisfy { $0.code != .lineProduct })
    }

    @Test func `an article number of thirteen digits counts where its last digit is right`() {
        #expect(GTIN.isOne("4006381333931") && !GTIN.isOne("4006381333932") && !GTIN.isOne("400638133393"))
    }

    @Test(arguments: [
        ("Stk.", "H87"), ("m²", "MTK"), ("m2", "MTK"), ("m", "MTR"), ("hrs", "HUR"), ("godz.", "HUR"), ("ks", "H87"),
        ("db", "H87"), ("buc", "H87"), ("adet", "H87"), ("pz", "H87"), ("uur", "HUR"), ("mois", "MON"),
        ("gab.", "H87"), ("kom", "H87"), ("unidades", "C62"), ("timer", "HUR"), ("szt.", "H87"), ("psch.", "LS"),
    ])
    func `a word for a unit has its code`(word: String, code: String) {
        #expect(UnitWords.code(word) == code)
    }

    @Test func `a word for two units has none`() {
        #expect(UnitWords.code("kpl") == nil && UnitWords.code("vase") == nil)
    }
}
