import Invoices
import Testing

@testable import FieldExtraction

/// What a review says of a document, and what holds of it for another reading.
struct ReviewEditTests {
    private let box = Box(x: 0.1, y: 0.2, width: 0.3, height: 0.1)

    private func field(_ name: String, _ text: String, at y: Double = 0.2) -> Field {
        var place = box
        place.y = y
        return Field(
            name: name, value: .text(text), rawText: text, confidence: 0.5, page: 1, box: place, source: .ocr)
    }

    private func given(_ text: String) -> ReviewedData.Given { ReviewedData.Given(value: .text(text), text: text) }

    private var shown: [Field] {
        [
            field("invoice.number", "R-1"), field("invoice.supplier.name", "Muster"),
            field("lineItems[0].description", "Screws", at: 0.4), field("lineItems[0].own", "a", at: 0.4),
            field("lineItems[1].description", "Nails", at: 0.5), field("lineItems[1].own", "b", at: 0.5),
        ]
    }

    private func values(_ data: ReviewedData, confirmed: Bool = false) -> ReviewedValues {
        ReviewEdit(shown, after: nil).values(with: data, confirmed: confirmed, annotations: [])
    }

    @Test func `rows that are given replace the rows, and each keeps its place`() throws {
        var data = ReviewedData()
        data.tables["lineItems"] = [["description": given("Nails")], ["description": given("Bolts")]]
        let fields = values(data).applied(to: shown)
        func cell(_ name: String) -> Field? { fields.first { $0.name == name } }
        #expect(fields.count { $0.name.hasPrefix("lineItems") } == 3)
        let nails = try #require(cell("lineItems[0].description"))
        #expect(nails.value == .text("Nails") && nails.box?.y == 0.5 && nails.source == .ocr)
        #expect(cell("lineItems[0].own")?.value == .text("b"), "a template's own cell goes with its row")
        let bolts = try #require(cell("lineItems[1].description"))
        #expect(bolts.value == .text("Bolts") && bolts.source == .correction && bolts.box == nil)
        #expect(cell("invoice.number")?.source == .ocr)
    }

    @Test func `a misread cell keeps its place`() throws {
        var data = ReviewedData()
        data.tables["lineItems"] = [["description": given("Screws M4")], ["description": given("Nails")]]
        let fields = values(data).applied(to: shown)
        let cell = try #require(fields.first { $0.name == "lineItems[0].description" })
        #expect(cell.value == .text("Screws M4") && cell.source == .correction && cell.box?.y == 0.4)
    }

    @Test func `another value has the place of the alternative that it is`() throws {
        var read = field("invoice.number", "R-1")
        var other = box
        other.y = 0.7
        read.alternatives = [FieldAlternative(value: .text("R-2"), confidence: 0.3, page: 2, box: other)]
        var data = ReviewedData()
        data.values["invoice.number"] = given("R-2")
        let reviewed = ReviewEdit([read], after: nil).values(with: data, confirmed: false, annotations: [])
        let number = try #require(reviewed.fields.first)
        #expect(number.page == 2 && number.box?.y == 0.7 && number.source == .correction)
    }

    @Test func `corrections hold for another reading, what was only read does not`() {
        var data = ReviewedData()
        data.values = ["invoice.number": given("R-2"), "invoice.supplier.name": Optional<ReviewedData.Given>.none]
        let again = [
            field("invoice.number", "R-7"), field("invoice.supplier.name", "Other"), field("invoice.note", "n"),
            field("lineItems[0].description", "Glue"),
        ]
        let reviewed = values(data)
        let fields = reviewed.applied(to: again)
        #expect(fields.map(\.name) == ["invoice.number", "invoice.note", "lineItems[0].description"])
        #expect(fields.map(\.value) == [.text("R-2"), .text("n"), .text("Glue")])
        #expect(reviewed.changed(of: again) == ["invoice.number", "invoice.supplier.name"])
    }

    @Test func `of a confirmed document another reading changes nothing but a template's own fields`() {
        let reviewed = values(ReviewedData(), confirmed: true)
        let again = [
            field("invoice.number", "R-7"), field("invoice.dueDate", "x"), field("lineItems[5].description", "Glue"),
            field("costCentre", "42"),
        ]
        let fields = reviewed.applied(to: again)
        #expect(fields.map(\.name) == shown.map(\.name) + ["costCentre"])
        #expect(fields.dropLast().map(\.value) == shown.map(\.value))
        #expect(fields.dropLast().allSatisfy { $0.confidence == 1 })
        #expect(reviewed.changed(of: shown).isEmpty)
    }

    @Test func `a second review keeps what the first confirmed`() {
        let first = values(ReviewedData(), confirmed: true)
        var data = ReviewedData()
        data.values["invoice.number"] = given("R-2")
        let second = ReviewEdit(first.fields, after: first).values(with: data, confirmed: false, annotations: [])
        #expect(!second.isConfirmed && second.isWhole)
        let fields = second.applied(to: [field("invoice.supplier.name", "Other")])
        #expect(fields.first { $0.name == "invoice.number" }?.value == .text("R-2"))
        #expect(fields.first { $0.name == "invoice.supplier.name" }?.value == .text("Muster"))
    }

    @Test func `corrections on pages that were made since then are told from those of before`() {
        let old = Correction(field: "invoice.number", text: "R-2", page: 1)
        let new = Correction(field: "invoice.number", text: "R-3", page: 1)
        let reviewed = ReviewEdit(shown, after: nil)
            .values(with: ReviewedData(), confirmed: true, annotations: [old])
        #expect(reviewed.later([old, new]) == [new])
        #expect(reviewed.later([Correction(field: "invoice.number", text: "R-2", page: 1, box: box)]).isEmpty)
    }
}
