import Foundation
import Invoices

/// The document's file: its size and kind, known before anything is decoded.
struct SourceFile {
    let path: String
    let size: Int
    let kind: DocumentType

    init(path: String, limits: ReaderLimits) throws(JobFailure) {
        guard let file = FileHandle(forReadingAtPath: path), let size = try? file.seekToEnd() else {
            throw JobFailure(.documentNotFound, "The document is not there or may not be opened.")
        }
        guard size > 0 else { throw JobFailure(.documentEmpty, "The document is empty: 0 bytes. Send it again.") }
        guard size <= limits.size else {
            throw JobFailure(
                .documentTooLarge, "The document is larger than \(limits.size >> 20) MiB. Send it in parts.")
        }
        guard (try? file.seek(toOffset: 0)) != nil, let head = try? file.read(upToCount: FileKind.headSize),
            let kind = FileKind.told(from: head)
        else {
            throw JobFailure(
                .documentTypeUnsupported,
                "The document is none of PDF, PNG, JPEG, TIFF, BMP or an electronic invoice in XML.")
        }
        self.path = path
        self.size = Int(size)
        self.kind = kind
    }

    func bytes() throws(JobFailure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw JobFailure(.documentNotFound, "The document is not there or may not be opened.")
        }
        return Array(data)
    }
}
