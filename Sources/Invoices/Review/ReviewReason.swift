import JSON

/// One reason why a person should look at a result.
package struct ReviewReason: Sendable, Equatable {
    /// The contract's name of the field; empty for the document as a whole.
    package let field: String
    /// A finding's code, `missing` or `low_confidence`; nil for a finding that has no code.
    package let code: String?
    /// A sentence.
    package let message: String

    package init(field: String, code: String?, message: String) {
        self.field = field
        self.code = code
        self.message = message
    }

    /// A JSON array in the contract's shape.
    package static func write(_ reasons: [ReviewReason]) -> [UInt8] {
        JSONWriter.write { json in
            json.array(reasons) { json, reason in
                json.object { json in
                    json.member("field", reason.field)
                    json.member("code", reason.code)
                    json.member("message", reason.message)
                }
            }
        }
    }
}
