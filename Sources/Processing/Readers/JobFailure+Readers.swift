import Invoices
import ReaderWire

extension JobFailure {
    /// The kernel ended the fork at its limit of processor time. The next attempt at the page would use it up as well.
    static func outOfTime(_ request: ReaderRequest) -> JobFailure {
        switch request {
        case .page(let number, _), .region(_, let number, _): .pageTimedOut(number)
        case .extract, .propose, .learn: .readerCrash("extraction took all of its processor time")
        case .pdf: .readerCrash("making a PDF took all of its processor time")
        case .open, .begin, .hold, .close: .timedOutOpening
        }
    }

    /// The document's process ended unexpectedly.
    static func readerCrash(_ detail: String) -> JobFailure {
        JobFailure(
            .internalError, "The reader crashed on this document. The server will try again.", kind: .crash,
            detail: detail)
    }

    /// The reader itself ended or does not follow the protocol.
    static func brokenReader(_ detail: String) -> JobFailure {
        JobFailure(
            .internalError, "The reader does not work. Ask the server's operator.", kind: .transient, detail: detail)
    }
}
