package import Invoices
import MariaDB

/// A job as the store holds it. Its texts stay in the bytes that the database sent: answers only write them out.
@dynamicMemberLookup
package struct JobRecord: Sendable {
    package let facts: JobFacts
    let texts: RowTexts

    package subscript<Value>(dynamicMember fact: KeyPath<JobFacts, Value>) -> Value { facts[keyPath: fact] }

    /// In the order of the SELECT that brings them.
    package enum Text: Int, Sendable, CaseIterable {
        case number, documentName, documentURL, createdBy
        /// One JSON object, byte for byte as the client gave it.
        case metadata
        /// The digits of what the last completed reading cost.
        case cost
        /// A code of `JobFailure.Code`.
        case errorCode
        /// A sentence for a bookkeeper.
        case errorLog
        case language
        /// JSON in the contract's shape, of a job that has results: {invoice {…}, lineItems […]}, {overall, fields {name: 0…1}}
        /// and {isValid, errors […]}.
        case extractedData, confidence, validation
        /// A code of `JobFailure.Code` or `cancelled`, and a sentence: how a later run ended without results.
        case lastErrorCode, lastErrorMessage
        /// JSON arrays of {job, kind}.
        case duplicates, relatedJobs
        /// A JSON array in the contract's shape: why a review is needed.
        case reviewReasons
        /// The name of the key with which somebody last confirmed results of the job.
        case reviewedBy
    }

    /// All its texts as UTF-8, to be looked at only inside `body`: copying each would cost more than writing it out.
    package func withTexts(_ body: (Texts) -> Void) { texts.withAll { body(Texts(all: $0)) } }

    /// The texts where they lie.
    package struct Texts {
        let all: RowTexts.All

        package subscript(text: Text) -> UnsafeRawBufferPointer? { all[text.rawValue] }

        /// What reading cost: `0.0100` as `0.01`, `2.0000` as `2`.
        package var costLiteral: UnsafeRawBufferPointer? {
            guard let digits = self[.cost], digits.contains(UInt8(ascii: ".")) else { return self[.cost] }
            var count = digits.count
            while digits[count - 1] == UInt8(ascii: "0") { count -= 1 }
            if digits[count - 1] == UInt8(ascii: ".") { count -= 1 }
            return UnsafeRawBufferPointer(rebasing: digits[..<count])
        }
    }
}

extension JobRecord {
    package var number: String { string(.number) ?? "" }
    package var documentName: String { string(.documentName) ?? "" }
    package var documentURL: String { string(.documentURL) ?? "" }
    package var createdBy: String? { string(.createdBy) }
    package var metadata: [UInt8]? { texts[Text.metadata.rawValue] }
    package var errorCode: String? { string(.errorCode) }
    package var errorLog: String? { string(.errorLog) }
    package var lastErrorCode: String? { string(.lastErrorCode) }
    package var lastErrorMessage: String? { string(.lastErrorMessage) }
    package var cost: Amount? {
        texts.withAll { Texts(all: $0).costLiteral.map { String(decoding: $0, as: UTF8.self) } }
            .flatMap(Amount.init(literal:))
    }

    /// What reading found; nil before there are results.
    package var result: JobSummary? {
        guard let document = facts.document, let data = texts[Text.extractedData.rawValue],
            let confidence = texts[Text.confidence.rawValue], let validation = texts[Text.validation.rawValue]
        else { return nil }
        return JobSummary(
            document: DocumentInfo(
                pages: document.pages, size: document.size, format: document.format, resolution: document.resolution,
                language: string(.language)),
            extractedData: data, confidence: confidence, validation: validation)
    }

    private func string(_ text: Text) -> String? {
        texts.withAll { $0[text.rawValue].map { String(decoding: $0, as: UTF8.self) } }
    }
}

/// What a job that has results shows in lists, as JSON texts in the contract's shape, to be copied through.
package struct JobSummary: Sendable {
    package let document: DocumentInfo
    /// {invoice {…}, lineItems […]}
    package let extractedData: [UInt8]
    /// {overall, fields {name: 0…1}}
    package let confidence: [UInt8]
    /// {isValid, errors […]}
    package let validation: [UInt8]
}
