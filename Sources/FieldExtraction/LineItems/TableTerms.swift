import Foundation
import Invoices
import JSON

/// The words of tables, one data file a language: headings by kind of column, what ends a table, what carries a sum over.
enum TableTerms {
    /// Whether the text begins with a word for a total or a tax.
    static func isEnd(_ text: String) -> Bool { begins(text, with: ends) }

    /// Whether the text begins with a word for a sum carried to the next page.
    static func isCarryOver(_ text: String) -> Bool { begins(text, with: carryOvers) }

    /// All languages' terms of that name, folded.
    static func all(_ name: String) -> [String] { lists[name] ?? [] }

    private static let ends = Set(all("tableEnd"))
    private static let carryOvers = Set(all("carryOver"))

    private static let files = [
        PackageResources.table_da_json, PackageResources.table_de_json, PackageResources.table_en_json,
        PackageResources.table_es_json, PackageResources.table_fr_json, PackageResources.table_it_json,
        PackageResources.table_lv_json, PackageResources.table_nl_json, PackageResources.table_pl_json,
        PackageResources.table_pt_json, PackageResources.table_sv_json,
    ]

    private static let lists: [String: [String]] = {
        var lists: [String: [String]] = [:]
        for file in files {
            // The files are part of the program; a test reads each, so that a slip in one cannot pass.
            for member in (try? JSONReader.read(file).members) ?? [] {
                lists[member.name, default: []] += (member.value.array ?? []).compactMap(\.string).map(Atoms.joined)
            }
        }
        return lists
    }()

    private static func begins(_ text: String, with terms: Set<String>) -> Bool {
        let words = Atoms.joined(text).spacedWords
        return (1...4).contains { words.count >= $0 && terms.contains(words.prefix($0).joined(separator: " ")) }
    }
}
