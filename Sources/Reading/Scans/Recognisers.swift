import Invoices
import Recognition

/// The Tesseract engines of this process, loaded when first asked for.
///
/// What is loaded before a fork is warm in it, and shares its memory.
package final class Recognisers {
    private var loaded: [String: Recogniser] = [:]
    /// Told before anything is recognised while no engine is loaded.
    package var whenCold: () -> Void = {}
    private var installed: Set<String>?
    private let triesNetworkFirst: Bool

    /// - Parameter triesNetworkFirst: Whether the first engine is tried in a fork before it is relied upon; only for a
    ///   process of one thread.
    package init(triesNetworkFirst: Bool = false) { self.triesNetworkFirst = triesNetworkFirst }

    /// Loads the one that every page which is recognised needs; nothing happens when one is loaded.
    package func warm() throws {
        if isCold { _ = try recogniser(for: "eng") }
    }

    package var isCold: Bool { loaded.isEmpty }

    /// Why Tesseract computes its networks itself, as the end of a sentence; nil where ours stand in for them.
    package func reasonAgainstOwnNetwork() throws -> String? {
        try warm()
        return Recogniser.reasonAgainstOwnNetwork
    }

    /// A page's pixels are about to be read.
    func expect() {
        if isCold { whenCold() }
    }

    /// Loads them now while they are few: each takes some ten megabytes. One that is not installed is passed over.
    package func warm(upToFour languages: [String]) {
        for language in languages where loaded.count < 4 && isInstalled(language) {
            _ = try? recogniser(for: language)
        }
    }

    /// Tesseract's names, e.g. `deu` or `eng+deu`.
    func recogniser(for languages: String) throws(RecognitionError) -> Recogniser {
        if let recogniser = loaded[languages] { return recogniser }
        let recogniser = try Recogniser(languages: languages, triesNetworkFirst: triesNetworkFirst)
        loaded[languages] = recogniser
        return recogniser
    }

    /// Loaded when a page first seems to lie on its side; nil where its data is not installed.
    private(set) lazy var orientationDetector = try? OrientationDetector()

    func isInstalled(_ language: String) -> Bool {
        if installed == nil { installed = Set((try? recogniser(for: "eng"))?.installedLanguages ?? []) }
        return installed?.contains(language) ?? false
    }
}
