import FieldExtraction
import Invoices
import JSON
import Storage

/// A review as the contract writes it.
enum ReviewJSON {
    /// Whole invoices of 10,000 lines are sent back.
    static let limits = JSONReader.Limits(bytes: 8 << 20, depth: 32, elements: 400_000)

    /// The job's member; null before there are results.
    static func write(_ review: JobFacts.Review?, _ texts: JobRecord.Texts, into json: inout JSONWriter) {
        guard let review else { return json.member("review", nil as String?) }
        let isDone = review.state == .done
        json.member("review") { json in
            json.member("state", review.state.rawValue)
            json.member("priority", review.priority)
            json.name("reasons")
            if let reasons = texts[.reviewReasons] { json.raw(Array(reasons)) } else { json.array { _ in } }
            json.member("by", utf8: isDone ? texts[.reviewedBy] : nil)
            json.member("at", isDone ? review.confirmedAt : nil)
        }
    }

    /// Of a file that no job has, by the default rule.
    static func write(_ extraction: Extraction, into json: inout JSONWriter) {
        let rule = ReviewRule()
        let state = rule.isNeeded(extraction) ? ReviewState.needed : .notNeeded
        json.member("review") { json in
            json.member("state", state.rawValue)
            json.member("priority", nil as Int?)
            json.member("reasons", raw: ReviewReason.write(rule.reasons(extraction)))
            json.member("by", nil as String?)
            json.member("at", nil as Timestamp?)
        }
    }

    /// What a person does. Throws all faults together.
    static func act(_ form: Form, on basis: ReviewBasis, isForced: Bool) throws -> ReviewAct {
        var reader = ReviewedDataReader(form, basis)
        let given = form.value("extractedData")
        if let given { reader.read(given) }
        let confirms = form.required("confirm") { form.flag($0) }
        if confirms == false, given == nil {
            form.note("extractedData", "required", "Give extractedData to correct the results, or confirm them.")
        }
        form.close()
        try form.check()
        return ReviewAct(data: reader.data, confirms: confirms ?? false, isForced: isForced)
    }

    /// 422: each value that contradicts another, at its place in the body.
    static func error(_ contradictions: ReviewContradictions) -> APIError {
        let faults = contradictions.findings.map { finding in
            APIError.Fault(
                pointer: ReviewedDataReader.pointer(to: finding.field), code: finding.code?.rawValue ?? "contradiction",
                detail: finding.message)
        }
        let hint = "With ?force=true the values are stored and stay a finding."
        return APIError(
            422, "contradiction", [faults.first?.detail, hint].compactMap(\.self).joined(separator: " "),
            faults: faults)
    }
}
