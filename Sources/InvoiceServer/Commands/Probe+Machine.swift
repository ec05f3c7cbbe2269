import Foundation
import Languages
import Processing
import Threads

/// What the machine itself must have.
extension Probe {
    @Sendable static func listen(_ configuration: Configuration) -> Finding {
        guard configuration.listen.hasPrefix("unix:") else { return .fine(configuration.listen) }
        let path = String(configuration.listen.dropFirst("unix:".count))
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            return .missing("the folder \(folder) does not exist; make it, or set --listen")
        }
        guard access(folder, W_OK) == 0 else {
            return .missing("the folder \(folder) is not writable for this user; chown it, or set --listen")
        }
        guard path.utf8.count <= 107 else { return .missing("\(path) is longer than the 107 bytes of a socket's path") }
        return .fine(configuration.listen)
    }

    @Sendable static func workFolder(_ configuration: Configuration) -> Finding {
        let path = configuration.workFolder
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return .missing("\(path) cannot be made; make it, or set --work-folder")
        }
        guard access(path, W_OK) == 0 else {
            return .missing("\(path) is not writable; chown it, or set --work-folder")
        }
        guard WorkFolder.isOurs(path) else { return .missing(WorkFolder.Unsafe(root: path).description) }
        let free = (try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize]) as? NSNumber
        let mebibytes = (free?.intValue ?? 0) >> 20
        return mebibytes < 1024
            ? .doubtful("\(path) has only \(mebibytes) MiB free; 1024 or more are wanted")
            : .fine("\(path), \(mebibytes) MiB free")
    }

    @Sendable static func reader(_ configuration: Configuration) -> Finding {
        let path = configuration.reader
        guard access(path, X_OK) == 0 else {
            return .missing("\(path) is not there or not executable; install it beside ocr-invoice, or set --reader")
        }
        let lost = missingLibraries(of: path)
        guard lost.isEmpty else {
            return .missing(
                """
                \(path) lacks \(lost.joined(separator: ", ")); apt install libtesseract5 libpoppler-glib8 libzbar0 \
                libpcre2-8-0
                """)
        }
        return .fine(path)
    }

    @Sendable static func languages(_ configuration: Configuration) -> Finding {
        let environment = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"]
        let folders = [environment, "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"].compactMap { $0 }
        let found = Set(
            folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
                .filter { $0.hasSuffix(".traineddata") }.map { String($0.dropLast(".traineddata".count)) })
        guard found.contains("eng") else {
            return .missing(
                "Tesseract's data for English is not there; apt install tesseract-ocr-eng tesseract-ocr-osd")
        }
        let wanted =
            Languages.all.map { (data: $0.tesseract, package: $0.tesseractPackage) }
            + [(data: "osd", package: "tesseract-ocr-osd")]
        let absent = wanted.filter { !found.contains($0.data) }
        guard absent.isEmpty else {
            return .doubtful(
                """
                not there: \(absent.map(\.data).joined(separator: " ")); \
                apt install \(absent.map(\.package).joined(separator: " "))
                """)
        }
        return .fine(found.subtracting(["osd"]).sorted().joined(separator: " "))
    }

    /// Only templates with spellCheck need them.
    @Sendable static func dictionaries(_ configuration: Configuration) -> Finding {
        let known = Languages.all.filter { $0.hunspell != nil }
        let absent = known.filter { access("/usr/share/hunspell/\($0.hunspell ?? "").dic", R_OK) != 0 }
        return absent.isEmpty
            ? .fine(known.compactMap(\.hunspell).joined(separator: " "))
            : .doubtful(
                """
                not there: \(absent.compactMap(\.hunspell).joined(separator: " ")); spellCheck needs them: \
                apt install \(absent.compactMap(\.hunspellPackage).joined(separator: " "))
                """)
    }

    /// Tried: as many as `serve` makes that reads as well.
    @Sendable static func threads(_ configuration: Configuration) -> Finding {
        let need = configuration.threadNeed(listens: true, reads: true)
        do throws(TooFewThreads) {
            try need.check()
            return .fine("\(need.total) threads and processes can be made")
        } catch {
            return .missing(error.description)
        }
    }

    /// Tried by the reader itself, with the Tesseract and the processor of this machine.
    @Sendable static func network(_ configuration: Configuration) -> Finding {
        guard let report = ProgramOutput.of(configuration.reader, ["--network"]), !report.isEmpty else {
            return .doubtful("not known while the reader does not start, or without Tesseract's data for English")
        }
        let reason = report.trimmingCharacters(in: .whitespacesAndNewlines)
        return reason == "own"
            ? .fine("computed to Tesseract's last bit, in a tenth of its time")
            : .doubtful("Tesseract computes it itself, which takes longer: \(reason)")
    }

    /// By the dynamic linker itself, which knows best.
    private static func missingLibraries(of path: String) -> [String] {
        (ProgramOutput.of("/usr/bin/ldd", [path]) ?? "").split(separator: "\n").filter { $0.contains("not found") }
            .compactMap { $0.split(separator: " ").first }.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
