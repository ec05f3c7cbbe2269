import Invoices

extension String {
    /// Without blanks, commas, colons and dashes at the ends.
    var trimmingEnds: String {
        if hasPlainEnds { return self }
        if isPlain { return kept { !$0.isTrimmedAtEnds } }
        var rest = Substring(self)
        while let first = rest.first, " ,;:-–|•·*".contains(first) { rest.removeFirst() }
        while let last = rest.last, " ,;:-–|•·*".contains(last) { rest.removeLast() }
        return String(rest)
    }
}

extension UInt8 {
    /// Those of the marks above that are of ASCII.
    fileprivate var isTrimmedAtEnds: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "|"), UInt8(ascii: "*"):
            true
        default: false
        }
    }
}
