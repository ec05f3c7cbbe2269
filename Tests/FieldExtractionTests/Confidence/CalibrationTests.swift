import JSON
import Testing

@testable import FieldExtraction
@testable import Invoices

struct CalibrationTests {
    @Test func `more that speaks for a value never means less confidence`() {
        let line = stride(from: 0.0, through: 12, by: 0.25).map {
            Calibration.shared.confidence(score: $0, clarity: 1)
        }
        #expect(zip(line, line.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(line.allSatisfy { (0...1).contains($0) })
        #expect(line[0] < line[line.count - 1])
    }

    @Test func `what recognition read badly is less sure`() {
        let clear = Calibration.shared.confidence(score: 4, clarity: 1)
        #expect(Calibration.shared.confidence(score: 4, clarity: 0.5) < clear)
    }

    @Test(arguments: [
        "number", "date", "dueDate", "supplier.name", "supplier.address", "supplier.taxId", "customer.name",
        "customer.address", "amounts.subtotal", "amounts.tax", "amounts.total", "amounts.currency",
    ])
    func `each main field has a model that weighs what the program tells`(_ name: String) throws {
        let model = try #require(Calibration.shared.model(of: "invoice.\(name)", isReceipt: false))
        let all = Dictionary(uniqueKeysWithValues: Feature.allCases.map { ($0.rawValue, 1000.0) })
        let weighed = model.contributions(all)
        #expect(!weighed.isEmpty)
        #expect(weighed.keys.allSatisfy { Feature(rawValue: $0) != nil })
        // Names that the program does not tell would count as 0 for ever.
        #expect(Set(model.contributions([:]).keys).isSubset(of: Set(Feature.allCases.map(\.rawValue))))
    }

    @Test func `other fields have no model`() {
        #expect(Calibration.shared.model(of: "invoice.payment.iban", isReceipt: false) == nil)
    }
}
