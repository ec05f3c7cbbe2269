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
        if !finding.pages.isEmpty { writer.member("pages", array: finding.pages) { $0.value($1) } }
    }

    private static func write(_ field: Field, _ writer: inout JSONWriter) {
        writer.member("name", field.name)
        switch field.value {
        case .text(let text): writer.member("text", text)
        case .amount(let amount): writer.member("amount", raw: amount.literal)
        case .date(let date): writer.member("date", date.text)
        case .flag(let flag): writer.member("flag", flag)
        }
        writer.member("rawText", field.rawText)
        writer.member("confidence", field.confidence)
        writer.member("page", field.page)
        if let box = field.box {
            writer.member("box") { writer in
                writer.member("x", box.x)
                writer.member("y", box.y)
                writer.member("width", box.width)
                writer.member("height", box.height)
            }
        }
        writer.member("source", field.source.rawValue)
        writer.member("method", field.method.rawValue)
        writer.member("isRepaired", field.isRepaired)
    }
}
