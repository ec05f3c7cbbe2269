import Foundation

/// A script that stands for a program of ours.
package enum TestProgram {
    /// Another process writes it: what a fork of some other test still holds open for writing cannot be run (ETXTBSY).
    package static func write(_ text: String, to path: String) throws {
        let draft = path + ".draft"
        try text.write(toFile: draft, atomically: true, encoding: .utf8)
        let (status, output) = try ChildProcess.run("/usr/bin/install", ["-m", "700", draft, path])
        guard status == 0 else { throw ChildFailure(reason: output) }
    }
}
