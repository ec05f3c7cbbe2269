import Foundation
import Processing

/// For commands that read files which their user chose: a machine that cannot confine readers is told of, and no more.
enum ConfinementWarning {
    static func print(reader: String = ReaderPool.defaultExecutable) {
        guard case .doubtful(let text) = Probe.confinement(reader: reader, isRequired: false) else { return }
        try? FileHandle.standardError.write(contentsOf: Data("warning: readers are not fully confined: \(text)\n".utf8))
    }
}
