/// Terms that the rules alone need and no result shows: what a rule asks of an element that is there but empty, and the
/// guideline, which is the invoice's profile.
enum JudgedTerms {
    static func contain(_ name: String) -> Bool {
        name == "specificationIdentifier" || name.hasSuffix("period.isEmpty")
    }
}
