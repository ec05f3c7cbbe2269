import Invoices

/// Tells the letters behind an amount that say that it is a credit: `54.75 CR`.
enum CreditMark {
    static func isMark(_ text: some StringProtocol) -> Bool {
        text.utf8.count <= longest && marks.contains(String(text).replacing(" ", with: ""))
    }

    /// In the capitals that accounting programs print, since `h` and `c` may be anything.
    private static let marks: Set<String> = ["CR", "CR.", "Cr", "Cr."]
    /// In bytes, with blanks.
    private static let longest = 6
}
