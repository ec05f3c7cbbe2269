import Foundation
import MariaDB
import Processing
import Storage
import Synchronization

/// Whether there is room for more documents: the work folder takes files, and there is space for them, and where the
/// database lies if that is this machine.
final class DiskSpace: Sendable {
    private let wanted: Int
    private let workFolder: String
    private let folder: WorkFolder
    private let isDatabaseLocal: Bool
    private let database: Database
    /// Where the database lies; nil until it has been asked.
    private let dataFolder = Mutex<String?>(nil)

    init(_ configuration: Configuration, folder: WorkFolder, database: Database) {
        self.folder = folder
        wanted = configuration.minimumFreeBytes
        workFolder = configuration.workFolder
        isDatabaseLocal = configuration.database.socket != nil
        self.database = database
    }

    /// What an operator should know; nil while there is room.
    var problem: String? { folderProblem ?? shortage }

    /// Why the work folder takes no files, found by writing one.
    var folderProblem: String? { folder.problem }

    /// Where there is less space than is wanted.
    var shortage: String? {
        for (folder, name) in [(workFolder, "The work folder"), (dataFolderPath, "The database's folder")] {
            // A folder that cannot be looked at, as another user's may be, is nobody's lack of room.
            guard let folder, let free = Self.free(in: folder), free < wanted else { continue }
            return "\(name) has less than \(wanted >> 20) MiB free."
        }
        return nil
    }

    private var dataFolderPath: String? {
        guard isDatabaseLocal else { return nil }
        if let known = dataFolder.withLock({ $0 }) { return known }
        let found = try? database.read { try $0.first("SELECT @@datadir") { try $0.text() } }
        return dataFolder.withLock { known in
            known = known ?? (found ?? nil)
            return known
        }
    }

    private static func free(in folder: String) -> Int? {
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (facts?[.systemFreeSize] as? NSNumber)?.intValue
    }
}
