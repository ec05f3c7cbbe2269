import Invoices
import Testing

@testable import FieldExtraction

/// What memory does with goods and sums.
struct MemoryPartsTests {
    private func description(_ text: String) -> Field {
        DrawnInvoice.confirmed("lineItems[0].description", .text(text))
    }

    private func amounts(_ subtotal: Int, _ tax: Int, _ total: Int) -> [Field] {
        zip(["subtotal", "tax", "total"], [subtotal, tax, total]).map { name, amount in
            DrawnInvoice.confirmed("invoice.amounts." + name, .amount(Amount(cents: amount)))
        }
    }

    @Test(arguments: ["Maling hvid 101", "Maling hvid 10 I", "MaIing hvid 10 l"])
    func `goods are spelt as they were confirmed`(read: String) {
        var goods = MemoryGoods()
        goods.add("Maling hvid 10 l")
        #expect(goods.spelt([description(read)]).first?.value == .text("Maling hvid 10 l"))
    }

    @Test(arguments: ["Maling hvid 5 l", "Maling sort 10 l", ""])
    func `other goods stay as they were read`(read: String) {
        var goods = MemoryGoods()
        goods.add("Maling hvid 10 l")
        #expect(goods.spelt([description(read)]) == [description(read)])
    }

    @Test func `amounts that do not add up give way to those that do`() {
        let free = amounts(10_000, 1_900, 11_900)
        var reading = MemoryReading(fields: amounts(10_000, 700, 11_900))
        #expect(MemorySums.checked(reading, free: free).fields.isEmpty)
        reading.fields = free
        #expect(MemorySums.checked(reading, free: free).fields == free)
        reading.fields = amounts(10_000, 700, 10_700)
        #expect(MemorySums.checked(reading, free: free).fields == reading.fields)
        reading.fields = amounts(10_000, 700, 11_900)
        #expect(MemorySums.checked(reading, free: amounts(1_000, 1_000, 9_000)).fields == reading.fields)
    }
}
