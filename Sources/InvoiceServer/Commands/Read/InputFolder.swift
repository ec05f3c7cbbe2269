import ArgumentParser
import Foundation
import Invoices

/// The documents in a folder and the folders below it.
enum InputFolder {
    /// Extensions of documents: the contract's names, and the short one of TIFF.
    private static let extensions = Set(DocumentType.allCases.map(\.rawValue) + ["tif"])

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Each folder is replaced by its documents, in the order of their paths. Hidden files and folders are left out.
    static func expand(_ paths: [String]) throws -> [String] {
        try paths.flatMap { isFolder($0) ? try documents(in: $0) : [$0] }
    }

    private static func documents(in folder: String) throws -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw CommandError("The folder \(folder) may not be opened.")
        }
        let names = walk.compactMap { $0 as? String }.filter(isDocument).sorted()
        guard !names.isEmpty else {
            throw CommandError(
                "The folder \(folder) has no documents (\(extensions.sorted().joined(separator: ", "))).")
        }
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        return names.map { start + $0 }.filter { !isFolder($0) }
    }

    private static func isDocument(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        guard let last = parts.last, let dot = last.lastIndex(of: "."), !parts.contains(where: { $0.hasPrefix(".") })
        else { return false }
        return extensions.contains(last[last.index(after: dot)...].lowercased())
    }
}
