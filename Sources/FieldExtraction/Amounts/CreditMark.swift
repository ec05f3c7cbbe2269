import Invoices

/// Tells the letters behind an amount that say that it is a credit: `54.75 CR`.
enum CreditMark {
    static func isMark(_ text: some StringProtocol) -> Bool {
        text.utf8.count <= longest && marks.contains(String(text).replacing(" ", with: ""))
    }

    /// The places of `H`, for Haben, which German ledgers print behind credits: it ends several rows, each time behind an
    /// amount with two decimals. Alone it may be hours, or anything.
    static func ledgerMarks(in rows: [ArraySlice<Token>]) -> [Int] {
        let marks = rows.compactMap { row -> Int? in
            guard row.last?.text == "H", let number = row.dropLast().last.flatMap({ PrintedNumber($0.text) }),
                number.certainMark.map({ number.decimals(decimalMark: $0) }) == 2
            else { return nil }
            return row.endIndex - 1
        }
        return marks.count >= fewestRows ? marks : []
    }

    private static let fewestRows = 2

    /// What the others stand for.
    static let plain = "CR"

    /// In the capitals that accounting programs print, since `h` and `c` may be anything.
    private static let marks: Set<String> = ["CR", "CR.", "Cr", "Cr."]
    /// In bytes, with blanks.
    private static let longest = 6
}
