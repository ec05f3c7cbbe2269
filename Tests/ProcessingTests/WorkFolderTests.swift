import Foundation
import Testing

@testable import Processing

/// Where documents lie while they are read.
struct WorkFolderTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "work-\(UUID().uuidString)").path

    @Test func `what dead processes left is removed at start, what the living use is not`() throws {
        let living = try WorkFolder(in: root)
        let dead = "\(root)/process-1-1"
        try FileManager.default.createDirectory(atPath: dead, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: "\(dead)/lock", contents: nil))
        _ = try WorkFolder(in: root)
        #expect(!FileManager.default.fileExists(atPath: dead))
        #expect(FileManager.default.fileExists(atPath: living.path))
    }

    @Test func `a work folder that cannot be made is named, with what to do`() {
        let error = #expect(throws: WorkFolder.Unwritable.self) { try WorkFolder(in: "/dev/null/work") }
        #expect(error?.description.contains("/dev/null/work") == true)
        #expect(error?.description.contains("--work-folder") == true)
    }

    @Test func `no work folder is made where others could put their own in its place`() throws {
        let (open, shared) = ("\(root)/open", "\(root)/shared")
        for (path, mode) in [(open, 0o777), (shared, 0o1777)] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            #expect(chmod(path, mode_t(mode)) == 0)
        }
        #expect(throws: WorkFolder.Unsafe.self) { try WorkFolder(in: open) }
        _ = try WorkFolder(in: shared)
        guard geteuid() == 0 else { return }
        #expect(chown(shared, 65534, 65534) == 0)
        #expect(throws: WorkFolder.Unsafe.self) { try WorkFolder(in: shared) }
    }
}
