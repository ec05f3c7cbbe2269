import CSystem
import Invoices
import ReaderWire
import Reading

/// What the fork does: opens its one document and answers until it is closed.
struct DocumentSession {
    let path: String
    let recognisers: Recognisers
    let looksAtAttachments: Bool
    let channel: FrameChannel

    /// The status to leave with.
    func run() -> Int32 {
        do {
            Confinement.allowProcessorTime(seconds: 60)
            let reader = try open()
            while let frame = try channel.receive() {
                let request = try ReaderRequest(frame)
                if case .close = request { return 0 }
                Confinement.allowProcessorTime(seconds: UInt(PageTime.processor))
                try channel.send(answer(request, reader).frame)
            }
            return 0
        } catch {
            return 1
        }
    }

    /// Nil, once told, when the document cannot be opened.
    private func open() throws -> DocumentReader? {
        do {
            let reader = try DocumentReader(
                path: path, recognisers: recognisers, looksAtAttachments: looksAtAttachments)
            try channel.send(ReaderReply.lookOver(reader.lookOver).frame)
            return reader
        } catch let failure as JobFailure {
            try channel.send(ReaderReply.failure(failure).frame)
            return nil
        }
    }

    private func answer(_ request: ReaderRequest, _ reader: DocumentReader?) -> ReaderReply {
        guard let reader else { return .failure(JobFailure(.internalError, "The document is not open.")) }
        do throws(JobFailure) {
            switch request {
            case .page(let number, let settings): return .page(try reader.page(number, settings: settings))
            case .region(let box, let number, let settings):
                return .region(try reader.region(box, ofPage: number, settings: settings))
            case .open, .close: return .failure(JobFailure(.internalError, "The document is open already."))
            }
        } catch {
            return .failure(error)
        }
    }
}
