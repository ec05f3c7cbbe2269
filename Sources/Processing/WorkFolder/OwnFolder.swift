import Foundation
import Glibc

/// One process's folder, locked for as long as the process lives.
///
/// It locks the folder itself, so that nobody can remove the lock; systemd-tmpfiles also skips a locked folder. The
/// file `lock` in it is for file systems that cannot lock folders, and for earlier versions that run at the same time.
final class OwnFolder: Sendable {
    let path: String
    private let root: String
    private let folder: Int32
    private let lock: Int32

    /// Throws `WorkFolder.Unwritable`.
    init(in root: String) throws {
        let path = "\(root)/process-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        guard mkdir(path, 0o700) == 0 else { throw WorkFolder.Unwritable(root: root, code: errno) }
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let isLocked = folder >= 0 && Self.lock(folder)
        // It has another name until it is locked: an earlier version would take an unlocked folder for a dead
        // process's.
        let lock = open("\(path)/lock.new", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        let code = errno
        guard folder >= 0, lock >= 0, Self.lock(lock) || isLocked, rename("\(path)/lock.new", "\(path)/lock") == 0
        else {
            for descriptor in [folder, lock] where descriptor >= 0 { close(descriptor) }
            rmdir(path)
            throw WorkFolder.Unwritable(root: root, code: code)
        }
        (self.root, self.path, self.folder, self.lock) = (root, path, folder, lock)
    }

    deinit {
        close(folder)
        close(lock)
    }

    /// True if its path still leads to this folder.
    var isThere: Bool {
        var (ours, found) = (stat(), stat())
        return fstat(folder, &ours) == 0 && stat(path, &found) == 0 && ours.st_dev == found.st_dev
            && ours.st_ino == found.st_ino
    }

    /// Writes a file of a small document's size and removes it, which also updates the folder's time.
    func tryWriting() throws(WorkFolder.Unwritable) {
        let trial = "\(path)/trial"
        let file = open(trial, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable(errno) }
        defer { unlink(trial) }
        let bytes = [UInt8](repeating: 0, count: 64 << 10)
        let written = write(file, bytes, bytes.count)
        let code = errno
        // A network file system may report an error only now.
        guard close(file) == 0 else { throw unwritable(errno) }
        guard written >= 0 else { throw unwritable(code) }
        guard written == bytes.count else { throw unwritable(ENOSPC) }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)  // The next start removes what could not be removed now.
    }

    private func unwritable(_ code: Int32) -> WorkFolder.Unwritable { WorkFolder.Unwritable(root: root, code: code) }

    /// Locks it. A process that is starting may hold the lock for a moment, to find out whether this one is alive.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<50 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK || errno == EINTR else { return false }
            usleep(20_000)
        }
        return false
    }

    // MARK: Others' folders

    /// Removes those of dead processes.
    static func removeLeftovers(in root: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        for name in names where name.hasPrefix("process-") && isDead("\(root)/\(name)") {
            try? FileManager.default.removeItem(atPath: "\(root)/\(name)")  // Not ours: leave it.
        }
    }

    /// A live process holds the folder's lock or that of the file in it. Without the file, the folder is just being
    /// made or its process died at its start.
    private static func isDead(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let file = open("\(path)/lock", O_RDWR | O_CLOEXEC)
        defer { for descriptor in [folder, file] where descriptor >= 0 { close(descriptor) } }
        guard folder >= 0, !isHeld(folder), file < 0 || !isHeld(file) else { return false }
        return file >= 0 || isOld(path)
    }

    /// True if another process holds the lock. Otherwise takes it until the descriptor is closed.
    private static func isHeld(_ descriptor: Int32) -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func isOld(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && time(nil) - facts.st_mtim.tv_sec > 60
    }
}
