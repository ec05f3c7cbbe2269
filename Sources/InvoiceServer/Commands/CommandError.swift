import FastCGI
import Foundation
import MariaDB
import Storage

/// The sentence that a command prints for the error that ends it, for its user.
struct CommandError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Nil for an error that has a sentence of its own.
    init?(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case StorageError.unavailable: description = Self.away("")
        case let error as DatabaseError where error.isAway: description = Self.away(" (\(error.message))")
        case let error as DatabaseError where error.isUnsupported: description = error.message
        case StorageError.full: description = "The database's disk is full."
        case FastCGIError.cannotListen(let reason): description = reason
        case let error as CocoaError: description = Self.sentence(error)
        default: return nil
        }
    }

    private static func away(_ reason: String) -> String {
        "The database does not answer\(reason). Run `ocr-invoice check` to see what is wrong and how to fix it."
    }

    private static func sentence(_ error: CocoaError) -> String {
        let path = error.filePath ?? error.url?.path ?? "A file"
        let reason = (error.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
        return "\(path): \(reason ?? error.localizedDescription)"
    }
}
