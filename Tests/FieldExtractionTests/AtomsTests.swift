import Testing

@testable import FieldExtraction

struct AtomsTests {
    @Test(arguments: [
        (" -Qty./Unité- ", "qty unite"), ("Größe", "grosse"), ("Art.-Nr.", "art nr"), ("MwSt. %", "mwst %"),
        ("Kwota zł", "kwota zl"), ("", ""), ("—", ""),
    ])
    func `headings and labels are compared by the same pieces`(text: String, joined: String) {
        #expect(Atoms.joined(text) == joined)
    }
}
