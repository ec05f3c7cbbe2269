import Foundation
import Glibc
import Invoices

/// The document's file: its size and kind, known before anything is decoded.
struct SourceFile {
    let path: String
    let size: Int
    let kind: DocumentType

    init(path: String, limits: ReaderLimits) throws(JobFailure) {
        guard let (size, head) = Self.beginning(of: path) else {
            throw JobFailure(.documentNotFound, "The document does not exist or may not be opened.")
        }
        guard size > 0 else { throw JobFailure(.documentEmpty, "The document is empty. Send it again.") }
        guard size <= limits.size else {
            throw JobFailure(
                .documentTooLarge, "The document is larger than \(limits.size >> 20) MiB. Send it in parts.")
        }
        guard let kind = FileKind.detect(in: head) else {
            throw JobFailure(
                .documentTypeUnsupported,
                "The document is not a PDF, PNG, JPEG, TIFF, BMP, HEIC, WebP or an electronic invoice in XML.")
        }
        self.path = path
        self.size = size
        self.kind = kind
    }

    /// Uses the C library: in a fork, Foundation would have to initialise again.
    private static func beginning(of path: String) -> (size: Int, head: [UInt8])? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var facts = stat()
        guard fstat(fileno(file), &facts) == 0 else { return nil }
        let head = [UInt8](unsafeUninitializedCapacity: FileKind.headSize) { buffer, count in
            count = fread(buffer.baseAddress, 1, buffer.count, file)
        }
        return (Int(facts.st_size), head)
    }

    func bytes() throws(JobFailure) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw JobFailure(.documentNotFound, "The document does not exist or may not be opened.")
        }
        return Array(data)
    }
}
