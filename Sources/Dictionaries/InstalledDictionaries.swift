import Foundation
import Pooling
import Synchronization

/// The machine's Hunspell dictionaries, each loaded on first use and lent to one caller at a time.
package final class InstalledDictionaries: Sendable {
    private struct Absent: Error {}

    private let folder: String
    private let pools = Mutex<[String: Pool<SpellDictionary>]>([:])

    /// Where Debian installs dictionaries, unless Hunspell's own variable DICPATH names another folder.
    package static let usualFolder =
        ProcessInfo.processInfo.environment["DICPATH"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/hunspell"

    package init(folder: String = InstalledDictionaries.usualFolder) { self.folder = folder }

    /// Lends the dictionary of that name, e.g. `de_DE`; nil if it is not installed or other callers keep it too long.
    package func withDictionary<Result: Sendable>(
        _ name: String, _ body: @Sendable (SpellDictionary) -> Result
    ) -> Result? {
        do { return try pool(of: name).withElement { body($0) } } catch { return nil }
    }

    private func pool(of name: String) -> Pool<SpellDictionary> {
        pools.withLock { pools in
            if let pool = pools[name] { return pool }
            let folder = folder
            let pool = Pool<SpellDictionary>(capacity: 2) {
                guard let dictionary = SpellDictionary(name, in: folder) else { throw Absent() }
                return dictionary
            }
            pools[name] = pool
            return pool
        }
    }
}
