import Foundation
import Languages
import Processing
import Threads

/// Checks the machine itself.
extension Probe {
    @Sendable static func listen(_ configuration: Configuration) -> Finding {
        guard configuration.listen.hasPrefix("unix:") else { return .fine(configuration.listen) }
        let path = String(configuration.listen.dropFirst("unix:".count))
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            return .missing("the folder \(folder) does not exist; create it, or set --listen")
        }
        guard access(folder, W_OK) == 0 || access(path, W_OK) == 0 else {
            return .missing("this user cannot write to the folder \(folder); chown it, or set --listen")
        }
        guard path.utf8.count <= 107 else {
            return .missing("\(path) is longer than 107 bytes, the limit for a socket's path; set --listen")
        }
        return .fine(configuration.listen)
    }

    @Sendable static func workFolder(_ configuration: Configuration) -> Finding {
        let path = configuration.workFolder
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return .missing("this user cannot create \(path); create it, or set --work-folder")
        }
        guard access(path, W_OK) == 0 else {
            return .missing("this user cannot write to \(path); chown it, or set --work-folder")
        }
        guard WorkFolder.isOurs(path) else { return .missing(WorkFolder.Unsafe(root: path).description) }
        let free = (try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize]) as? NSNumber
        let mebibytes = (free?.intValue ?? 0) >> 20
        return mebibytes < 1024
            ? .doubtful("\(path) has only \(mebibytes) MiB free; at least 1024 are recommended")
            : .fine("\(path), \(mebibytes) MiB free")
    }

    @Sendable static func reader(_ configuration: Configuration) -> Finding {
        let path = configuration.reader
        guard access(path, X_OK) == 0 else {
            return .missing(
                "\(path) does not exist or is not executable; install it beside ocr-invoice, or set --reader")
        }
        let lost = missingLibraries(of: path)
        guard lost.isEmpty else {
            return .missing(
                """
                \(path) needs \(lost.joined(separator: ", ")); run apt install libtesseract5 libpoppler-glib8 libzxing2 \
                libpcre2-8-0 libexpat1
                """)
        }
        return .fine(path)
    }

    @Sendable static func languages(_ configuration: Configuration) -> Finding {
        let found = Tessdata.installed
        guard found.contains("eng") else {
            return .missing(
                "Tesseract's data for English is missing; run apt install tesseract-ocr-eng tesseract-ocr-osd")
        }
        let wanted =
            Languages.all.map { (data: $0.tesseract, package: $0.tesseractPackage) }
            + [(data: "osd", package: "tesseract-ocr-osd")]
        let absent = wanted.filter { !found.contains($0.data) }
        guard absent.isEmpty else {
            return .doubtful(
                """
                missing: \(absent.map(\.data).joined(separator: " ")); run apt install \
                \(absent.map(\.package).joined(separator: " "))
                """)
        }
        return .fine(found.subtracting(["osd"]).sorted().joined(separator: " "))
    }

    /// Only templates with spellCheck need them.
    @Sendable static func dictionaries(_ configuration: Configuration) -> Finding {
        let known = Languages.all.filter { $0.hunspell != nil }
        let folder = ProcessInfo.processInfo.environment["DICPATH"] ?? "/usr/share/hunspell"
        let absent = known.filter { access("\(folder)/\($0.hunspell ?? "").dic", R_OK) != 0 }
        return absent.isEmpty
            ? .fine(known.compactMap(\.hunspell).joined(separator: " "))
            : .doubtful(
                """
                missing: \(absent.compactMap(\.hunspell).joined(separator: " ")); spellCheck needs them; run apt install \
                \(absent.compactMap(\.hunspellPackage).joined(separator: " "))
                """)
    }

    /// Starts as many threads as `serve` with readers needs.
    @Sendable static func threads(_ configuration: Configuration) -> Finding {
        let need = configuration.threadNeed(listens: true, reads: true)
        do throws(TooFewThreads) {
            try need.check()
            return .fine("\(need.total) threads and processes can be started")
        } catch {
            return .missing(error.description)
        }
    }

    /// The reader itself tries it, with the Tesseract and the processor of this machine.
    @Sendable static func network(_ configuration: Configuration) -> Finding {
        guard let report = ProgramOutput.of(configuration.reader, ["--network"]), !report.isEmpty else {
            return .doubtful("unknown, since the reader does not start or Tesseract's data for English is missing")
        }
        let reason = report.trimmingCharacters(in: .whitespacesAndNewlines)
        return reason == "own"
            ? .fine("computed by the reader, with Tesseract's exact results in a tenth of its time")
            : .doubtful("computed by Tesseract, which is slower: \(reason)")
    }

    /// An optional part: the reader itself loads it.
    @Sendable static func lineRecognition(_ configuration: Configuration) -> Finding {
        guard let report = ProgramOutput.of(configuration.reader, ["--line-recognition"]), !report.isEmpty else {
            return .doubtful("unknown, since the reader does not start")
        }
        let reason = report.trimmingCharacters(in: .whitespacesAndNewlines)
        return reason == "ready"
            ? .fine("PP-OCRv6, for receipts and for words that Tesseract reads uncertainly")
            : .doubtful(
                """
                pages are read with Tesseract alone, and receipts less well: \(reason); run \
                scripts/line-recognition --install
                """)
    }

    /// Asks the dynamic linker.
    private static func missingLibraries(of path: String) -> [String] {
        (ProgramOutput.of("/usr/bin/ldd", [path]) ?? "").split(separator: "\n").filter { $0.contains("not found") }
            .compactMap { $0.split(separator: " ").first }.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
