import Foundation
import Glibc

/// This process's own folder for files under way; those that dead processes left are removed at start.
package final class WorkFolder: Sendable {
    package let path: String
    private let lock: Int32

    /// Somebody else of this machine could exchange files in it.
    package struct Unsafe: Error, CustomStringConvertible {
        private let root: String

        package init(root: String) { self.root = root }

        package var description: String {
            "the work folder \(root) belongs to another user or may be written by everybody; name one of the server's own"
        }
    }

    /// It cannot be made, or not be written to.
    package struct Unwritable: Error, CustomStringConvertible {
        fileprivate let root: String

        package var description: String {
            "the work folder \(root) cannot be made or written to by this user; chown it, or set --work-folder"
        }
    }

    /// Makes a folder of mode 0700 inside `root`, which must exist or be creatable; throws `Unsafe` where others rule.
    package init(in root: String) throws {
        try Self.make(root, in: root)
        guard Self.isOurs(root) else { throw Unsafe(root: root) }
        Self.removeLeftovers(in: root)
        path = "\(root)/process-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try Self.make(path, in: root)
        lock = open("\(path)/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { close(lock) }

    private static func make(_ path: String, in root: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: path == root, attributes: [.posixPermissions: 0o700])
        } catch is CocoaError {
            throw Unwritable(root: root)
        }
    }

    /// At the process's end.
    package func remove() {
        try? FileManager.default.removeItem(atPath: path)  // The next start removes what could not be removed now.
    }

    /// A job's folder, empty and its own until it is let go.
    package func makeJobFolder(for name: String) throws -> JobFolder {
        try JobFolder(path: "\(path)/\(name)-\(UInt32.random(in: 0...UInt32.max))")
    }

    /// Whoever lives holds the lock; a folder without a lock file is of a process that died at its birth.
    private static func removeLeftovers(in root: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix("process-") {
            let file = open("\(root)/\(name)/lock", O_RDWR | O_CLOEXEC)
            defer { if file >= 0 { close(file) } }
            let isDead = file >= 0 ? flock(file, LOCK_EX | LOCK_NB) == 0 : isOld("\(root)/\(name)")
            if isDead { try? FileManager.default.removeItem(atPath: "\(root)/\(name)") }  // Not ours: leave it.
        }
    }

    /// Whoever may rename our folder can put another in its place, though he cannot look into ours. In the place by default,
    /// below /var/tmp, everybody of a shared machine can be first.
    package static func isOurs(_ root: String) -> Bool {
        var (link, facts) = (stat(), stat())
        guard lstat(root, &link) == 0, stat(root, &facts) == 0 else { return false }
        let isSticky = facts.st_mode & S_ISVTX != 0
        return [link, facts].allSatisfy { $0.st_uid == geteuid() || $0.st_uid == 0 }
            && (isSticky || facts.st_mode & S_IWOTH == 0)
    }

    private static func isOld(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && time(nil) - facts.st_mtim.tv_sec > 60
    }
}

/// Where one job's files lie while it runs; removed with it.
package final class JobFolder: Sendable {
    let path: String

    init(path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)  // The process's folder goes with all it holds.
    }

    package var document: String { "\(path)/document" }

    /// Of a page that a client added.
    func page(_ number: Int) -> String { "\(path)/page-\(number)" }
}
