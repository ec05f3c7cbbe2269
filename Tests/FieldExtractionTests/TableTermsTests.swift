import Testing

@testable import FieldExtraction
@testable import Invoices

/// The words of tables are compared folded.
struct TableTermsTests {
    @Test func `plain text is folded as all other text is`() {
        for code in UInt8(0x20)..<0x7F {
            let text = "Aa\(Character(Unicode.Scalar(code)))9 b"
            #expect(TableTerms.fold(text + " é") == TableTerms.fold(text) + " e", "\(text)")
        }
        #expect(TableTerms.fold(" -Qty./Unit- ") == "qty unit")
    }
}
