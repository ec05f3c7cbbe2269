import Foundation

/// The reader as it was built beside these tests, and the samples it can read.
enum BuiltReader {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// OCR_INVOICE_READER where the build lies elsewhere. Writing to a reader that has ended is an error, as it is in the
    /// server, and no SIGPIPE for the tests' process.
    static let path: String = {
        signal(SIGPIPE, SIG_IGN)
        return ProcessInfo.processInfo.environment["OCR_INVOICE_READER"]
            ?? root.appending(path: ".build/debug/ocr-invoice-reader").path
    }()

    static func sample(_ name: String) -> String { root.appending(path: "Tests/Samples/\(name)").path }
}
