import Testing

@testable import LineRecognition

struct StrokeLettersTests {
    @Test(arguments: [
        ("lNVOlCE", "INVOICE"), ("TotaI", "Total"), ("BiII", "Bill"), ("DAlLY", "DAILY"), ("FlLE", "FILE"),
    ])
    func `a stroke among other letters is of their case`(read: String, meant: String) {
        #expect(String(StrokeLetters.corrected(Array(read))) == meant)
    }

    @Test(arguments: ["Iban", "lager", "GmbH", "II", "Il", "A1l", "12l", "USt-IdNr", "7,I"])
    func `a stroke that the letters do not decide stays`(word: String) {
        #expect(String(StrokeLetters.corrected(Array(word))) == word)
    }
}
