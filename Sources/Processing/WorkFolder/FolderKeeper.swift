import Foundation
import Glibc
import Synchronization

/// Holds the process's own folder, and creates it again if it was removed.
final class FolderKeeper: Sendable {
    private let root: String
    private let own = Mutex<OwnFolder?>(nil)

    init(root: String) { self.root = root }

    /// Nil while there is none.
    var path: String? { own.withLock { $0?.path } }

    /// Throws `WorkFolder.Unwritable` or `Unsafe`.
    func folder() throws -> OwnFolder {
        try own.withLock { own in
            if let own, own.isThere { return own }
            own = nil
            let made = try make()
            own = made
            return made
        }
    }

    /// Why no file can be written, found by writing one; nil if it can.
    var problem: String? {
        do {
            try folder().tryWriting()
            return nil
        } catch let error as WorkFolder.Unwritable {
            return "The work folder cannot be written: \(error.reason)."
        } catch {
            return "The work folder cannot be used: other users may change files in it."
        }
    }

    func remove() {
        own.withLock { own in
            own?.remove()
            own = nil
        }
    }

    private func make() throws -> OwnFolder {
        do {
            try FileManager.default.createDirectory(
                atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch let error as CocoaError {
            throw WorkFolder.Unwritable(root: root, code: (error.underlying as? POSIXError)?.code.rawValue ?? EACCES)
        }
        guard WorkFolder.isOurs(root) else { throw WorkFolder.Unsafe(root: root) }
        OwnFolder.removeLeftovers(in: root)
        return try OwnFolder(in: root)
    }
}
