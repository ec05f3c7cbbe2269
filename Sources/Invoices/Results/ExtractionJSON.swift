import JSON

/// Fields and findings as JSON: as they rest in the store, and what a result's size is measured by.
package enum ExtractionJSON {
    package static func write(_ fields: [Field]) -> [UInt8] {
        JSONWriter.write { $0.array(fields) { writer, field in writer.object { write(field, &$0) } } }
    }

    /// - Parameter isAnswer: In the contract's shape, without what only the store needs to know.
    package static func write(_ findings: [Finding], isAnswer: Bool = false) -> [UInt8] {
        JSONWriter.write { writer in
            writer.array(findings) { writer, finding in
                writer.object { writer in
                    write(finding, &writer)
                    if finding.isCheck, !isAnswer { writer.member("isCheck", true) }
                }
            }
        }
    }

    private static func write(_ finding: Finding, _ writer: inout JSONWriter) {
        writer.member("field", finding.field)
        writer.member("message", finding.message)
        writer.member("severity", finding.severity.rawValue)
        if let code = finding.code { writer.member("code", code.rawValue) }
        if let rule = finding.rule { writer.member("rule", rule) }
        if let job = finding.job { writer.member("job", job.text) }
        if !finding.pages.isEmpty { writer.member("pages", array: finding.pages) { $0.value($1) } }
    }

    private static func write(_ field: Field, _ writer: inout JSONWriter) {
        writer.member("name", field.name)
        write(field.value, &writer)
        writer.member("rawText", field.rawText)
        writer.member("confidence", field.confidence)
        writer.member("page", field.page)
        write(field.box, &writer)
        writer.member("source", field.source.rawValue)
        writer.member("method", field.method.rawValue)
        writer.member("isRepaired", field.isRepaired)
        writeJudgement(of: field, &writer)
    }

    private static func write(_ value: Field.Value, _ writer: inout JSONWriter) {
        switch value {
        case .text(let text): writer.member("text", text)
        case .amount(let amount): writer.member("amount", raw: amount.literal)
        case .date(let date): writer.member("date", date.text)
        case .flag(let flag): writer.member("flag", flag)
        }
    }

    private static func write(_ box: Box?, _ writer: inout JSONWriter) {
        guard let box else { return }
        writer.member("box") { writer in
            writer.member("x", box.x)
            writer.member("y", box.y)
            writer.member("width", box.width)
            writer.member("height", box.height)
        }
    }

    private static func writeJudgement(of field: Field, _ writer: inout JSONWriter) {
        if !field.alternatives.isEmpty {
            writer.member("alternatives", array: field.alternatives) { writer, alternative in
                writer.object { writer in
                    write(alternative.value, &writer)
                    writer.member("confidence", alternative.confidence)
                    writer.member("page", alternative.page)
                    write(alternative.box, &writer)
                }
            }
        }
        if !field.checks.isEmpty {
            writer.member("checks", array: field.checks) { writer, check in
                writer.object { writer in
                    writer.member("name", check.name.rawValue)
                    writer.member("passed", check.passed)
                    writer.member("message", check.message)
                }
            }
        }
        if let documents = field.memoryDocuments { writer.member("memoryDocuments", documents) }
        if !field.reasons.isEmpty { writer.member("reasons", strings: field.reasons) }
    }
}
