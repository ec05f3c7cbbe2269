import Foundation
import MariaDB
import Processing
import TestSupport
import Testing

@testable import InvoiceServer

struct RoomTests {
    private func room(minimumFreeMiB: Int, workFolder: String) throws -> DiskSpace {
        let settings = try PrivateMariaDB.shared.get().newSchema()
        let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString)").path
        try "".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        var configuration = try Configuration(
            SettingSource(flags: ["config": file, "work-folder": workFolder], environment: [:]))
        configuration.minimumFreeBytes = minimumFreeMiB << 20
        configuration.database = settings
        return DiskSpace(
            configuration, folder: try WorkFolder(in: NSTemporaryDirectory() + "room-\(UUID().uuidString)"),
            database: Database(settings, connections: 1))
    }

    @Test func `there is room until a folder has less than is wanted`() throws {
        #expect(try room(minimumFreeMiB: 1, workFolder: "/tmp").problem == nil)
        let problem = try room(minimumFreeMiB: 1 << 40, workFolder: "/tmp").problem
        #expect(problem?.contains("work folder") == true)
    }

    @Test func `the folder of a database on this machine counts, too`() throws {
        // A work folder that nobody can look at leaves only the database's.
        let problem = try room(minimumFreeMiB: 1 << 40, workFolder: "/nowhere").problem
        #expect(problem?.contains("database") == true)
    }
}
