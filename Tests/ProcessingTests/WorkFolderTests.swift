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
        #expect(FileManager.default.fileExists(atPath: try #require(living.path)))
    }

    @Test func `a living process's folder stays without its lock file, however old it looks`() throws {
        let living = try WorkFolder(in: root)
        let path = try #require(living.path)
        try FileManager.default.removeItem(atPath: path + "/lock")
        let long = Date(timeIntervalSince1970: 0)
        try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
        _ = try WorkFolder(in: root)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `the folder of an earlier version, which locks its file alone, is not taken while that runs`() throws {
        let old = "\(root)/process-2-2"
        try FileManager.default.createDirectory(atPath: old, withIntermediateDirectories: true)
        let lock = open(old + "/lock", O_CREAT | O_RDWR, 0o600)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        _ = try WorkFolder(in: root)
        #expect(FileManager.default.fileExists(atPath: old))
        close(lock)
        _ = try WorkFolder(in: root)
        #expect(!FileManager.default.fileExists(atPath: old))
    }

    @Test func `an earlier version finds the lock file held`() throws {
        let living = try WorkFolder(in: root)
        let lock = open(try #require(living.path) + "/lock", O_RDWR)
        defer { close(lock) }
        #expect(lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0)
    }

    @Test func `a folder that somebody removed is made again, and locked`() throws {
        let folder = try WorkFolder(in: root, triedEvery: .zero)
        try FileManager.default.removeItem(atPath: root)
        let job = try folder.makeJobFolder(for: "a")
        #expect(FileManager.default.createFile(atPath: job.document, contents: Data("x".utf8)))
        #expect(job.holds([]) && !job.holds([2]))
        #expect(folder.problem == nil)
        let path = try #require(folder.path)
        _ = try WorkFolder(in: root)
        #expect(FileManager.default.fileExists(atPath: path))
        try FileManager.default.removeItem(atPath: path)
        #expect(folder.problem == nil && folder.path != path)
    }

    @Test func `a folder that takes no files says why, and is well again by itself`() throws {
        let folder = try WorkFolder(in: root, triedEvery: .zero)
        #expect(folder.problem == nil)
        // In place of a full or read-only disk, which only root can make.
        try FileManager.default.removeItem(atPath: root)
        try "".write(toFile: root, atomically: true, encoding: .utf8)
        #expect(folder.problem?.hasPrefix("The work folder cannot be") == true)
        #expect(throws: WorkFolder.Unwritable.self) { try folder.makeJobFolder(for: "a") }
        try FileManager.default.removeItem(atPath: root)
        #expect(folder.problem == nil)
    }

    @Test(arguments: [(ENOSPC, true), (EDQUOT, true), (EROFS, true), (EIO, true), (EACCES, false), (ENOTDIR, false)])
    func `what an operator mends while the server waits is told from what he must set otherwise`(
        code: Int32, isForNow: Bool
    ) {
        let error = WorkFolder.Unwritable(root: "/work", code: code)
        #expect(error.isForNow == isForNow)
        #expect(error.description.contains("--work-folder") == !isForNow)
        #expect(error.description.contains(String(cString: strerror(code))))
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
