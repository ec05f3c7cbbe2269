import API
import ArgumentParser
import Foundation
import Storage

/// `ocr-invoice template …`: imports, tries and proposes templates.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Import, try and propose templates.",
        subcommands: [TemplateImportCommand.self, TryTemplate.self, TemplatePropose.self])

    /// Reads a file like the body of POST /ocr-invoice-job-template. Throws all faults together.
    static func read(_ path: String) throws -> TemplateDraft {
        let bytes = try WholeFile.bytes(path)
        do {
            return try TemplateFile.read(bytes)
        } catch let error as APIError {
            let faults = error.faults.map { "\($0.pointer): \($0.detail)" }
            throw CommandError("\(path): " + ([error.detail] + faults).joined(separator: "\n  "))
        }
    }

    static func warn(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }
}
