import Foundation
package import Invoices
package import ReaderWire

/// Extraction runs in a reader's fork, so that a bad template or document can end the fork but not the server.
extension ReaderPool {
    /// The pause between two searches for a reader that an account may use.
    private static let pause = Duration.milliseconds(5)

    /// Finds fields in pages that were read before. Opens no document.
    /// - Parameters:
    ///   - account: The account; its extractions leave a reader to other accounts if there are several readers.
    ///   - watch: Called on this thread about every quarter of a second; false ends the extraction.
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

    /// Makes a template from pages that were read before and their correct values.
    /// - Parameter corrected: The values by the contract's names, with line items.
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

    /// Learns from a reviewed document. Returns the supplier's memory with it, as JSON.
    package func learn(
        _ request: LearningRequest, from pages: [Page], deadline: ContinuousClock.Instant
    ) throws -> [UInt8] {
        let number = newDocument()
        defer { close(number) }
        let work = DocumentWork(document: number)
        return try withReader(for: number, until: deadline, checking: work.check) { reader in
            try work.run(on: reader) { try reader.learn(request, from: pages, as: number, until: deadline) }
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
