import Foundation
import MariaDB
import Processing
import Storage
import Synchronization

/// Checks that there is disk space for more documents: that the work folder accepts files, and that it and a local
/// database's folder have enough free space.
final class DiskSpace: Sendable {
    private let wanted: Int
    private let workFolder: String
    private let folder: WorkFolder
    private let isDatabaseLocal: Bool
    private let database: Database
    /// The database's folder; nil until the database has been asked.
    private let dataFolder = Mutex<String?>(nil)

    init(_ configuration: Configuration, folder: WorkFolder, database: Database) {
        self.folder = folder
        wanted = configuration.minimumFreeBytes
        workFolder = configuration.workFolder
        isDatabaseLocal = configuration.database.socket != nil
        self.database = database
    }

    /// A sentence for the operator; nil while there is space.
    var problem: String? { folderProblem ?? shortage }

    /// Why the work folder accepts no files, found by writing one.
    var folderProblem: String? { folder.problem }

    /// Which folder has too little free space.
    var shortage: String? {
        for (folder, name) in [(workFolder, "The work folder"), (dataFolderPath, "The database's folder")] {
            // A folder that this user cannot read, such as another user's, does not count as full.
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
