import CLineNetwork
import Foundation
import Synchronization

/// This program's networks, which replace Tesseract's.
///
/// Each is compared first: both compute the first line that an engine reads. Only if every number is the same to the
/// last bit does this program compute the following lines.
final class LineNetworks: Sendable {
    static let shared = LineNetworks()

    /// The address of one of Tesseract's network objects.
    typealias Address = UInt

    private enum Finding: Sendable {
        case same(LineNetwork, LineMemory)
        case different
    }

    private struct Known {
        var offered: [String: LineNetwork] = [:]
        var findings: [Address: Finding] = [:]
        var proved: Set<String> = []
        /// True if a trial succeeded; nil before the trial.
        var isTrusted: Bool?
    }

    private let known = Mutex(Known())

    /// The languages whose network gave Tesseract's results at least once.
    var proved: Set<String> { known.withLock { $0.proved } }

    /// True if a trial failed: then Tesseract's internals are not accessed any more.
    var isOff: Bool { known.withLock { $0.isTrusted == false } }

    /// True if Tesseract's internals may be accessed. One trial in each process decides: `attempt` does in a fork what
    /// would be done here.
    func isTrusted(trying attempt: () -> Bool) -> Bool {
        if let isTrusted = known.withLock({ $0.isTrusted }) { return isTrusted }
        let isTrusted = NetworkTrial.succeeds(attempt)
        known.withLock { $0.isTrusted = isTrusted }
        return isTrusted
    }

    /// Why Tesseract computes its networks itself, as the end of a sentence; nil if this program does, once an engine
    /// is loaded.
    var reasonAgainst: String? {
        if TesseractLibrary.known == nil { return "this version of Tesseract is not supported" }
        if LineNetwork.kinds.isEmpty { return "this processor has neither AVX2 nor AVX-512 VNNI" }
        if isOff { return "a trial crashed or gave other results than Tesseract" }
        return proved.isEmpty ? "the network of this language data has a different shape or gives other results" : nil
    }

    /// Prepares the networks of `languages` (Tesseract's names joined by +), once each. True if there are any to
    /// compare.
    func offer(_ languages: String, in folder: String) -> Bool {
        guard let library = TesseractLibrary.known, let kind = LineNetwork.kinds.first else { return false }
        for language in languages.split(separator: "+").map(String.init)
        where known.withLock({ $0.offered[language] == nil }) {
            guard let file = LanguageNetworkFile(path: "\(folder)/\(language).traineddata"),
                let network = LineNetwork(file, library, kind: kind)
            else { continue }
            known.withLock { $0.offered[language] = network }
        }
        return known.withLock { !$0.offered.isEmpty }
    }

    /// Call it before an engine is freed: another engine may get its address. All networks are compared again.
    func forget() { known.withLock { $0.findings = [:] } }

    /// Computes a line instead of the network at `address`. If false, Tesseract must compute it.
    func compute(for address: Address, _ line: NetworkLine) -> Bool {
        guard case .same(let network, let room) = known.withLock({ $0.findings[address] }),
            line.height == network.height, let library = TesseractLibrary.known
        else { return false }
        return network.run(
            line.pixels, width: line.width, in: room, to: line.resizeOutput(columns: network.characters, library))
    }

    /// On the first line of the network at `address`, looks for a network with the results that Tesseract just
    /// computed.
    func compare(_ address: Address, _ line: NetworkLine) {
        guard known.withLock({ $0.findings[address] == nil }), let room = LineMemory() else { return }
        let offered = known.withLock { $0.offered }
        let found = offered.first { $0.value.height == line.height && same($0.value, line, in: room) }
        known.withLock { known in
            if let found { known.proved.insert(found.key) }
            known.findings[address] = found.map { .same($0.value, room) } ?? .different
        }
    }

    private func same(_ network: LineNetwork, _ line: NetworkLine, in room: LineMemory) -> Bool {
        let count = line.width / 3 * network.characters
        guard let theirs = line.output(count: count, columns: network.characters) else { return false }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { ours in
            guard let values = ours.baseAddress else { return false }
            return network.run(line.pixels, width: line.width, in: room, to: values)
                && memcmp(values, theirs, count * MemoryLayout<Float>.size) == 0
        }
    }
}
