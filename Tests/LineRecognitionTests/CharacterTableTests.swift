import Testing

@testable import LineRecognition

struct CharacterTableTests {
    @Test(arguments: ["A", "ß", "č", "ş", "Ω", "ά", "€", "№", "½", "–", "7", "％"])
    func `letters, figures and signs of Europe are read`(name: String) {
        #expect(CharacterTable([name]).places.contains(1))
    }

    @Test(arguments: ["漢", "あ", "😀", "ar"])
    func `other scripts and names of several characters are not`(name: String) {
        #expect(!CharacterTable([name]).places.contains(1))
    }

    @Test(arguments: [("：", ":"), ("５", "5"), ("（", "("), ("é", "é")] as [(String, Character)])
    func `a wide form is read as the character that it shows`(name: String, plain: Character) {
        #expect(CharacterTable([name]).character(at: 1) == plain)
    }

    @Test func `the space comes last, after the model's characters`() {
        let table = CharacterTable(["x", "y"])
        #expect(table.count == 4 && table.space == 3 && table.character(at: 3) == " ")
    }
}
