import Foundation

/// A small file that a command was given, also a pipe or a device: Foundation's `Data(contentsOf:)` takes only regular
/// files.
enum WholeFile {
    private static let mostBytes = 16 << 20

    /// Throws `CommandError`.
    static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "re") else { throw CommandError("\(path): \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            bytes += buffer[..<count]
            guard ferror(file) == 0 else { throw CommandError("\(path): \(String(cString: strerror(errno)))") }
            guard bytes.count <= mostBytes else {
                throw CommandError("\(path): larger than \(mostBytes >> 20) MiB")
            }
            if count < buffer.count, feof(file) != 0 { return bytes }
        }
    }
}
