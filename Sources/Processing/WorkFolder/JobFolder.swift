import Foundation
import Glibc

/// The folder of one job's files while it runs; removed with this object.
package final class JobFolder: Sendable {
    let path: String

    /// Throws `WorkFolder.Unwritable`.
    init(path: String) throws {
        self.path = path
        guard mkdir(path, 0o700) == 0 else { throw WorkFolder.Unwritable(root: path, code: errno) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)  // The process's folder goes with all it holds.
    }

    package var document: String { "\(path)/document" }

    /// The file of a page that a client added.
    func page(_ number: Int) -> String { "\(path)/page-\(number)" }

    /// True if the fetched files can be read. If they are missing, that is not the document's fault.
    func holds(_ added: [Int]) -> Bool {
        ([document] + added.map(page)).allSatisfy { path in
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return false }
            defer { close(file) }
            var byte: UInt8 = 0
            return read(file, &byte, 1) == 1
        }
    }
}
