import Foundation
import Invoices
import LineRecognition
import Recognition

/// The engines of this process, loaded on first use: Tesseract's, one for each language, and the line recogniser, if it is
/// installed.
///
/// A fork shares the engines that were loaded before it.
package final class Recognisers {
    private var loaded: [String: Recogniser] = [:]
    private let lines: InstalledLineRecognition
    /// Called before something is recognised while an engine is not loaded.
    package var onColdStart: () -> Void = {}
    private var installed: Set<String>?
    private let triesNetworkFirst: Bool

    /// - Parameter triesNetworkFirst: True if the first engine is tried in a fork before it is used; only for a process
    ///   with one thread.
    /// - Parameter lineRecognition: The folder with the line recogniser's parts.
    package init(
        triesNetworkFirst: Bool = false, lineRecognition: String = InstalledLineRecognition.usualFolder
    ) {
        self.triesNetworkFirst = triesNetworkFirst
        lines = InstalledLineRecognition(in: lineRecognition)
    }

    /// The language of the engine that every page needs.
    private static let english = "eng"

    /// Tesseract's engine that every page needs.
    func ofAnyPage() throws(RecognitionError) -> Recogniser {
        willRecognise()
        return try recogniser(for: Self.english)
    }

    /// Loads the engines that every page needs, and prepares them for forks. Does nothing if they are loaded.
    package func warm() throws {
        _ = try recogniser(for: Self.english)
        lines.warm()
    }

    package var isCold: Bool { loaded.isEmpty || lines.isCold }

    /// Nil if it is not installed or does not work.
    var lineRecognition: LineRecognition? { lines.recognition }

    /// Why pages are read with Tesseract alone, as the end of a sentence; nil if lines are recognised as well.
    package var reasonAgainstLineRecognition: String? { lines.reasonAgainst }

    /// Why Tesseract computes its networks itself, as the end of a sentence; nil if this program computes them.
    package func reasonAgainstOwnNetwork() throws -> String? {
        try warm()
        return Recogniser.reasonAgainstOwnNetwork
    }

    /// Called before a page's pixels are read.
    func willRecognise() {
        if isCold { onColdStart() }
    }

    /// Loads these languages now, up to four, since each takes some ten megabytes. Skips one that is not installed.
    package func warm(upToFour languages: [String]) {
        for language in languages where loaded.count < 4 && isInstalled(language) {
            _ = try? recogniser(for: language)
        }
    }

    /// The engine for Tesseract's names, e.g. `deu` or `eng+deu`.
    func recogniser(for languages: String) throws(RecognitionError) -> Recogniser {
        if let recogniser = loaded[languages] { return recogniser }
        let recogniser = try Recogniser(languages: languages, triesNetworkFirst: triesNetworkFirst)
        loaded[languages] = recogniser
        return recogniser
    }

    /// Loaded when a page first seems to be rotated; nil if its data is not installed.
    private(set) lazy var orientationDetector = try? OrientationDetector()

    func isInstalled(_ language: String) -> Bool {
        if installed == nil { installed = Set((try? recogniser(for: "eng"))?.installedLanguages ?? []) }
        return installed?.contains(language) ?? false
    }
}
