import Foundation
import Glibc

/// One process's folder, locked for as long as the process lives.
///
/// The folder itself is locked, so that nobody can take the lock away; systemd-tmpfiles leaves such a folder alone, too.
/// The file `lock` in it is for what cannot lock folders: file systems, and programs of earlier versions beside this one.
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
        // Under another name until it is locked: an earlier version's start would take an unlocked one for a dead process's.
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

    /// Whether what bears its name is still this folder.
    var isThere: Bool {
        var (ours, found) = (stat(), stat())
        return fstat(folder, &ours) == 0 && stat(path, &found) == 0 && ours.st_dev == found.st_dev
            && ours.st_ino == found.st_ino
    }

    /// Writes a file of a small document's size and removes it, which also makes the folder young again.
    func tryWriting() throws(WorkFolder.Unwritable) {
        let trial = "\(path)/trial"
        let file = open(trial, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw unwritable(errno) }
        defer { unlink(trial) }
        let bytes = [UInt8](repeating: 0, count: 64 << 10)
        let written = write(file, bytes, bytes.count)
        let code = errno
        // A network's file system may tell only now.
        guard close(file) == 0 else { throw unwritable(errno) }
        guard written >= 0 else { throw unwritable(code) }
        guard written == bytes.count else { throw unwritable(ENOSPC) }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)  // The next start removes what could not be removed now.
    }

    private func unwritable(_ code: Int32) -> WorkFolder.Unwritable { WorkFolder.Unwritable(root: root, code: code) }

    /// Whoever is starting may hold it for a moment, to find out whether we live.
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

    /// Whoever lives holds the folder's lock or that of the file in it; without the file it may be just being made, or a
    /// process died at its birth.
    private static func isDead(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let file = open("\(path)/lock", O_RDWR | O_CLOEXEC)
        defer { for descriptor in [folder, file] where descriptor >= 0 { close(descriptor) } }
        guard folder >= 0, !isHeld(folder), file < 0 || !isHeld(file) else { return false }
        return file >= 0 || isOld(path)
    }

    /// Takes the lock until the descriptor is closed where nobody holds it.
    private static func isHeld(_ descriptor: Int32) -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func isOld(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && time(nil) - facts.st_mtim.tv_sec > 60
    }
}
