import Foundation
import Processing

/// For commands that read their user's own files: if the machine cannot confine readers, they only print a warning.
enum ConfinementWarning {
    static func print(reader: String = ReaderPool.defaultExecutable) {
        guard case .doubtful(let text) = Probe.confinement(reader: reader, isRequired: false) else { return }
        try? FileHandle.standardError.write(contentsOf: Data("warning: readers are not fully confined: \(text)\n".utf8))
    }
}
