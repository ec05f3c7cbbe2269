import JSON
import Testing

@testable import Invoices

struct LogisticModelTests {
    private func model(_ json: String) throws -> LogisticModel? {
        LogisticModel(try JSONReader.read(Array(json.utf8)))
    }

    @Test func `weights count from the mean`() throws {
        let model = try #require(try model(#"{"intercept": 0, "weights": {"a": [2, 0.5], "b": [-1, 0]}}"#))
        #expect(model.probability(["a": 0.5]) == 0.5)
        #expect(model.probability(["a": 1]) > 0.7)
        #expect(model.probability(["a": 0.5, "b": 1]) < 0.3)
        #expect(model.contributions(["a": 1.5, "b": 0]) == ["a": 2])
    }

    @Test func `a number that is not given counts as 0`() throws {
        let model = try #require(try model(#"{"intercept": 0, "weights": {"a": [2, 0.5]}}"#))
        #expect(model.contributions([:]) == ["a": -1])
    }

    @Test(arguments: ["{}", #"{"intercept": 1}"#, #"{"intercept": 1, "weights": {"a": [1]}}"#, "[]"])
    func `anything else is no model`(_ json: String) throws { #expect(try model(json) == nil) }
}

struct RisingLineTests {
    private func line(_ json: String) throws -> RisingLine? { RisingLine(try JSONReader.read(Array(json.utf8))) }

    @Test func `between two points the share is in proportion`() throws {
        let line = try #require(try line("[[0.2, 0.4], [0.6, 0.8]]"))
        #expect(abs(line.share(at: 0.4) - 0.6) < 1e-9)
        #expect(line.share(at: 0) == 0.4)
        #expect(line.share(at: 1) == 0.8)
    }

    @Test(arguments: ["[]", "[[1]]", "[[0.1, 0.2], 3]", "{}"])
    func `anything else is no line`(_ json: String) throws { #expect(try line(json) == nil) }
}
