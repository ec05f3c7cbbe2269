import Foundation
import Glibc

/// This process's own folder for temporary files. At the start, folders of dead processes are removed.
///
/// It is created again if it was removed. While its disk is full or read-only, the server waits.
package final class WorkFolder: Sendable {
    private let keeper: FolderKeeper
    private let trial: Trial<String?>

    /// Other users of this machine could replace files in it.
    package struct Unsafe: Error, CustomStringConvertible {
        private let root: String

        package init(root: String) { self.root = root }

        package var description: String {
            "the work folder \(root) belongs to another user, or everybody may write to it. Set --work-folder to a folder of the server's user"
        }
    }

    /// It cannot be created or written to.
    package struct Unwritable: Error, CustomStringConvertible {
        let root: String
        /// The reason as errno.
        let code: Int32

        package var description: String {
            isForNow
                ? "the work folder \(root) accepts no files right now: \(reason)"
                : "the work folder \(root) cannot be created or written to by this user (\(reason)). Chown it, or set "
                    + "--work-folder"
        }

        var reason: String { String(cString: strerror(code)) }

        /// True for faults that pass while the server waits: no space, no quota, no inodes, a read-only or broken disk.
        var isForNow: Bool { [ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM].contains(code) }
    }

    /// Creates a folder of mode 0700 inside `root`, which must exist or be creatable. Throws `Unsafe` if other users
    /// can change it, and `Unwritable` if waiting does not help.
    package init(in root: String, triedEvery freshness: Duration = .seconds(5)) throws {
        let keeper = FolderKeeper(root: root)
        self.keeper = keeper
        trial = Trial(
            every: freshness, first: nil, stuck: "The work folder does not answer.", attempt: { _ in keeper.problem })
        do { _ = try keeper.folder() } catch let error as Unwritable where error.isForNow {
            // It is created before each job and each upload.
        }
    }

    /// Its path; nil while there is none.
    package var path: String? { keeper.path }

    /// Why no file can be written here, found by writing one; nil if it can. Tried at most once in five seconds.
    package var problem: String? { trial.finding }

    /// Removes the folder; called when the process ends.
    package func remove() { keeper.remove() }

    /// A new empty folder for a job, until the object is released.
    package func makeJobFolder(for name: String) throws -> JobFolder {
        try JobFolder(path: "\(keeper.folder().path)/\(name)-\(UInt32.random(in: 0...UInt32.max))")
    }

    /// A user who can rename our folder can put another in its place, even without access to ours. In the default
    /// place, below /var/tmp, any user of a shared machine could create it first.
    package static func isOurs(_ root: String) -> Bool {
        var (link, facts) = (stat(), stat())
        guard lstat(root, &link) == 0, stat(root, &facts) == 0 else { return false }
        let isSticky = facts.st_mode & S_ISVTX != 0
        return [link, facts].allSatisfy { $0.st_uid == geteuid() || $0.st_uid == 0 }
            && (isSticky || facts.st_mode & S_IWOTH == 0)
    }
}
