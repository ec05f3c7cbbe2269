import Foundation
import TestSupport
import Testing

/// A ZIP file as Python's zipfile reads it, which checks each entry's sum.
struct UnpackedZip {
    /// The entries' texts by their names.
    let files: [String: String]

    private static let program = """
        import json, sys, zipfile
        archive = zipfile.ZipFile(sys.argv[1])
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        json.dump({name: archive.read(name).decode() for name in names}, sys.stdout)
        """

    init(_ bytes: [UInt8]) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).zip")
        try Data(bytes).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let (status, output) = try ChildProcess.run("/usr/bin/python3", ["-c", Self.program, path.path])
        try #require(status == 0, "\(output.suffix(1000))")
        files = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: String])
    }
}
