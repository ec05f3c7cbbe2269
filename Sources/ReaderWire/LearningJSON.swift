package import Invoices
import JSON

/// A request to learn from a reviewed document: the numbers of pages that the reader holds, and what was confirmed.
package struct LearningRequest: Sendable, Equatable {
    /// The supplier's memory so far, as JSON; nil for a supplier of which nothing is known.
    package var memory: [UInt8]?
    /// The numbers of the pages, in order; the process received each before.
    package var pages: [Int]
    /// The confirmed values by the contract's names, with line items. Only a field's name and value are used.
    package var confirmed: [Field]
    /// The fields that the document does not have.
    package var absent: [String]

    package init(memory: [UInt8]?, pages: [Int] = [], confirmed: [Field], absent: [String]) {
        self.memory = memory
        self.pages = pages
        self.confirmed = confirmed
        self.absent = absent
    }
}

extension LearningRequest {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        if let memory { json.member("memory", raw: memory) }
        json.member("pages", array: pages) { json, number in json.value(number) }
        json.member("confirmed", array: confirmed) { json, field in field.write(to: &json) }
        json.member("absent", strings: absent)
    }

    init(json: JSONValue) throws {
        self.init(
            memory: json["memory"].map { Array($0.raw) },
            pages: try json.required("pages").needArray().map { try $0.needInt(1...Page.most) },
            confirmed: try json.required("confirmed").needArray().map(Field.init(json:)),
            absent: try json.required("absent").needStrings())
    }
}
