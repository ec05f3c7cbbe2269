import Foundation
import Invoices

/// A document that a command was given, at a path that readers can open.
///
/// Readers are other processes: they cannot open this one's standard input or its pipes, so those are copied.
struct InputFile {
    /// The name of the standard input.
    static let standardInput = "-"

    /// One byte more than readers accept: they say that it is too large.
    private static let mostBytes = (32 << 20) + 1
    /// Names of what this process has open.
    private static let ownNames = ["/dev/stdin", "/dev/fd/", "/proc/"]

    let path: String
    private let isCopy: Bool

    /// Throws at once for a folder, a terminal and what is not there.
    init(_ name: String) throws(JobFailure) {
        isCopy = try Self.needsCopy(name)
        path = isCopy ? try Self.copy(name) : name
    }

    /// Removes the copy, if there is one.
    func remove() {
        if isCopy { unlink(path) }
    }

    private static func needsCopy(_ name: String) throws(JobFailure) -> Bool {
        var facts = stat()
        guard (name == standardInput ? fstat(STDIN_FILENO, &facts) : stat(name, &facts)) == 0 else { throw missing }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: return name == standardInput || ownNames.contains(where: name.hasPrefix)
        case S_IFDIR:
            throw JobFailure(
                .documentTypeUnsupported, "This is a folder. Add --recursive to read the documents in it.")
        case S_IFIFO, S_IFCHR: return true
        default: throw JobFailure(.documentTypeUnsupported, "This is no file that can be read.")
        }
    }

    private static func copy(_ name: String) throws(JobFailure) -> String {
        let source = name == standardInput ? dup(STDIN_FILENO) : open(name, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw missing }
        defer { close(source) }
        guard isatty(source) == 0 else {
            throw JobFailure(.documentNotFound, "This is a terminal. Pipe a document into the command.")
        }
        let path = NSTemporaryDirectory() + "/ocr-invoice-" + UUID().uuidString
        let target = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)
        guard target >= 0 else {
            throw JobFailure(.internalError, "There is no room for a copy of the input in \(NSTemporaryDirectory()).")
        }
        defer { close(target) }
        guard transfer(source, to: target) else {
            unlink(path)
            throw JobFailure(.internalError, "The input could not be copied to \(NSTemporaryDirectory()).")
        }
        return path
    }

    /// False if reading or writing failed.
    private static func transfer(_ source: Int32, to target: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var left = mostBytes
        while left > 0 {
            let count = read(source, &buffer, min(buffer.count, left))
            if count == 0 { return true }
            if count < 0, errno == EINTR { continue }
            guard count > 0, writeAll(buffer[..<count], to: target) else { return false }
            left -= count
        }
        return true
    }

    private static func writeAll(_ bytes: ArraySlice<UInt8>, to target: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static let missing = JobFailure(.documentNotFound, "The file does not exist or may not be opened.")
}
