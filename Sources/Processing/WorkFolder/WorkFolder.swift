import Foundation
import Glibc

/// This process's own folder for files under way; those that dead processes left are removed at start.
///
/// It is made again when somebody removed it, and waited for while its disk is full or takes nothing.
package final class WorkFolder: Sendable {
    private let keeper: FolderKeeper
    private let trial: Trial<String?>

    /// Somebody else of this machine could exchange files in it.
    package struct Unsafe: Error, CustomStringConvertible {
        private let root: String

        package init(root: String) { self.root = root }

        package var description: String {
            "the work folder \(root) belongs to another user, or everybody may write to it. Set --work-folder to a folder of the server's user"
        }
    }

    /// It cannot be made, or not be written to.
    package struct Unwritable: Error, CustomStringConvertible {
        let root: String
        /// The system's number for the reason.
        let code: Int32

        package var description: String {
            isForNow
                ? "the work folder \(root) accepts no files right now: \(reason)"
                : "the work folder \(root) cannot be created or written to by this user (\(reason)). Chown it, or set "
                    + "--work-folder"
        }

        var reason: String { String(cString: strerror(code)) }

        /// No room, no quota, no inodes, a disk that is read-only or broken: what is mended while the server waits.
        var isForNow: Bool { [ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM].contains(code) }
    }

    /// Makes a folder of mode 0700 inside `root`, which must exist or be creatable; throws `Unsafe` where others rule, and
    /// `Unwritable` where waiting does not help.
    package init(in root: String, triedEvery freshness: Duration = .seconds(5)) throws {
        let keeper = FolderKeeper(root: root)
        self.keeper = keeper
        trial = Trial(
            every: freshness, first: nil, stuck: "The work folder does not answer.", attempt: { _ in keeper.problem })
        do { _ = try keeper.folder() } catch let error as Unwritable where error.isForNow {
            // It is tried again before each job and each upload.
        }
    }

    /// Where its files lie; nil while there is none.
    package var path: String? { keeper.path }

    /// Why no file can be written here, found by writing one; nil while it can. Tried at most once in five seconds.
    package var problem: String? { trial.finding }

    /// At the process's end.
    package func remove() { keeper.remove() }

    /// A job's folder, empty and its own until it is let go.
    package func makeJobFolder(for name: String) throws -> JobFolder {
        try JobFolder(path: "\(keeper.folder().path)/\(name)-\(UInt32.random(in: 0...UInt32.max))")
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
}
