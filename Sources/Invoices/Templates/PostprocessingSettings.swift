/// What is done with the values after they are found.
package struct PostprocessingSettings: Sendable, Equatable {
    package struct Rule: Sendable, Equatable {
        package var field: String
        /// required|positive|date|email|iban|vat|sum:a+b|regex:…
        package var rule: String
        package var message: String?

        package init(field: String, rule: String, message: String? = nil) {
            self.field = field
            self.rule = rule
            self.message = message
        }
    }

    package var spellCheck = false
    /// Below it a field gets a warning; 0…1.
    package var confidenceThreshold = 0.8
    package var validationRules: [Rule] = []

    package init(spellCheck: Bool = false, confidenceThreshold: Double = 0.8, validationRules: [Rule] = []) {
        self.spellCheck = spellCheck
        self.confidenceThreshold = confidenceThreshold
        self.validationRules = validationRules
    }
}
