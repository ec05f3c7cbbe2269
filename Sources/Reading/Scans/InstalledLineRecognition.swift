import Foundation
import LineRecognition

/// The line recogniser of a folder, loaded on first use.
package final class InstalledLineRecognition {
    /// The folder that OCR_INVOICE_LINE_RECOGNITION names; else the one beside the program, where a package installs
    /// it; else the one where `scripts/line-recognition` installs it.
    package static let usualFolder: String = {
        if let named = ProcessInfo.processInfo.environment["OCR_INVOICE_LINE_RECOGNITION"], !named.isEmpty {
            return named
        }
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = URL(filePath: program).deletingLastPathComponent().appending(path: "line-recognition").path
        return LineRecognition.missing(in: beside) == nil
            ? beside : "/usr/local/lib/ocr-invoice/line-recognition"
    }()

    private enum State {
        case unknown
        case loaded(LineRecognition)
        case absent(reason: String)
    }

    private let folder: String
    private var state = State.unknown
    private var isWarm = false

    init(in folder: String) { self.folder = folder }

    /// True if it has not been tried. A folder without it need not be tried.
    var isCold: Bool {
        if case .unknown = state { return LineRecognition.missing(in: folder) == nil }
        return false
    }

    /// Loads it and prepares what forks share.
    func warm() {
        guard !isWarm, let recognition else { return }
        isWarm = true
        do { try recognition.warm() } catch { state = .absent(reason: Self.sentence(error)) }
    }

    var recognition: LineRecognition? {
        if case .unknown = state { load() }
        guard case .loaded(let recognition) = state else { return nil }
        return recognition
    }

    var reasonAgainst: String? {
        _ = recognition
        guard case .absent(let reason) = state else { return nil }
        return reason
    }

    private func load() {
        do {
            state = .loaded(try LineRecognition(folder: folder))
        } catch {
            state = .absent(reason: Self.sentence(error))
        }
    }

    private static func sentence(_ error: LineRecognitionError) -> String {
        switch error {
        case .missing(let part): "the part \(part) is not installed"
        case .unusable(let reason): reason
        }
    }
}
