import Foundation
package import Invoices
package import ReaderWire

/// Extraction runs where documents are opened: what a template or a document makes of it ends a fork, not the server.
extension ReaderPool {
    /// Between two looks for a reader that an account may take.
    private static let pause = Duration.milliseconds(5)

    /// Finds fields in pages that were read before; no document is opened.
    /// - Parameters:
    ///   - account: Who wants it; one account's extractions leave a reader to the others where there are several.
    ///   - watch: Called on this thread every quarter of a second or so; false ends the extraction.
    package func extract(
        _ request: ExtractionRequest, from pages: [Page], for account: Account.ID? = nil,
        deadline: ContinuousClock.Instant, while watch: () -> Bool = { true }
    ) throws -> Extraction {
        let number = newDocument()
        defer { close(number) }
        return try extract(
            request, from: pages, of: nil, DocumentWork(document: number), number, for: account, deadline: deadline,
            while: watch)
    }

    /// Makes a template from pages that were read before and what a person says is right on them.
    /// - Parameter corrected: Values by the contract's names, line items among them.
    package func propose(
        _ corrected: [Field], from pages: [Page], deadline: ContinuousClock.Instant
    ) throws -> ProposedTemplate {
        let number = newDocument()
        defer { close(number) }
        let work = DocumentWork(document: number)
        return try withReader(for: number, until: deadline, checking: work.check) { reader in
            try work.run(on: reader) {
                try reader.propose(corrected, from: pages, as: number, until: deadline)
            }
        }
    }

    func extract(
        _ request: ExtractionRequest, from pages: [Page], of file: String?, _ work: DocumentWork, _ document: Int,
        for account: Account.ID?, deadline: ContinuousClock.Instant, while watch: () -> Bool = { true }
    ) throws -> Extraction {
        func check() throws {
            if !watch() { work.stop() }
            try work.check()
        }
        while true {
            try check()
            let found = try withReader(for: document, until: deadline, checking: check) { reader -> Extraction? in
                guard begins(for: account) else { return nil }
                defer { ends(for: account) }
                return try work.run(on: reader) {
                    try reader.extract(request, from: pages, of: file, as: document, until: deadline) {
                        if !watch() { work.stop() }
                    }
                }
            }
            if let found { return found }
            guard ContinuousClock.now < deadline else { throw JobFailure.timedOut }
            Thread.sleep(forTimeInterval: Self.pause / .seconds(1))
        }
    }
}
