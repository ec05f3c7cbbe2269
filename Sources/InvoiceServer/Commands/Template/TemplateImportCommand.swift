import API
import ArgumentParser
import Foundation
import Invoices
import MariaDB
import Storage
import TemplateImport

/// `ocr-invoice template import FILE.yml…`: imports invoice2data's templates.
struct TemplateImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import invoice2data's YAML templates.",
        discussion: """
            Prints one line of JSON for each template, as for POST /ocr-invoice-job-template, or creates the templates \
            in the database. The error stream says what could not be imported unchanged. Exits with status 1 if a file \
            was refused; the others are still imported.
            """)

    @Argument(help: "invoice2data templates.", completion: .file(extensions: ["yml", "yaml"]))
    var files: [String]

    @Option(help: "Create them in this account, instead of printing them.")
    var account: String?

    @Option(help: "The paper size that areas refer to: A4 or Letter.")
    var paper = Invoice2Data.Paper.a4

    func run() throws {
        let target = try account.map { name in
            let stores = try AccountCommand.stores()
            return (stores, try AccountCommand.find(name, in: stores))
        }
        var refused = 0
        for file in files {
            do {
                let draft = try draft(of: file)
                guard let (stores, account) = target else {
                    print(String(decoding: TemplateFile.write(draft), as: UTF8.self))
                    continue
                }
                print(try stores.templates.insert(draft, of: account).id.text, draft.name, separator: "\t")
            } catch let error as ImportError {
                refused += 1
                TemplateCommand.warn("\(file): refused. \(error)")
            }
        }
        if refused > 0 { throw ExitCode(1) }
    }

    private func draft(of file: String) throws -> TemplateDraft {
        let url = URL(filePath: file)
        let text = try String(contentsOf: url, encoding: .utf8)
        let imported = try Invoice2Data.read(text, name: url.deletingPathExtension().lastPathComponent, paper: paper)
        for remark in imported.remarks { TemplateCommand.warn("\(file): \(remark)") }
        let draft = TemplateDraft(name: imported.name, template: imported.template, metadata: imported.metadata)
        // The API must accept the result.
        _ = try check(draft)
        return draft
    }

    private func check(_ draft: TemplateDraft) throws -> TemplateDraft {
        do {
            return try TemplateFile.read(TemplateFile.write(draft))
        } catch let error as APIError {
            let faults = error.faults.map { "\($0.pointer): \($0.detail)" }
            throw ImportError(description: ([error.detail] + faults).joined(separator: " "))
        }
    }
}

extension Invoice2Data.Paper: ExpressibleByArgument {}
