/// What is seen of a name and address that may say whose they are. `PartyModel` has what each says.
enum PartyEvidence: String, CaseIterable, Sendable {
    // Headings over it or at its left.
    case customerHeading, supplierHeadingAbove, supplierHeadingBelow, shipHeading, otherHeading
    // Its place.
    case pageTop, firstAddress, pageFoot, addressWindow, lowerHalf, laterPage, headOfPage, left
    case senderLine, underSenderLine
    // Its form.
    case name, address, wholeAddress, company, person, form
    // What stands in its block or beside it: whatever is no address, how to reach it, a tax number.
    case contact, reachable, taxId
    // Its name elsewhere: in a web address, in the head alone, as the account's holder, in any other line.
    case webName, namedInHead, accountHolder, namedElsewhere
    /// The same address stands in another place too.
    case twice
    /// A name and an address alone, while another address at its right shows what a letterhead does.
    case plain
    /// It stands alone at the right of the head, with the other address beneath at the left.
    case letterhead

    /// Parts of the page by how far down they begin, as fractions of its height.
    enum Place {
        static let top = 0.14
        static let firstAddress = 0.2
        static let addressWindow = 0.1...0.42
        static let middle = 0.5
        static let lowerHalf = 0.55
        static let foot = 0.82
        static let head = 0.4
        /// Of its width.
        static let leftPart = 0.45
    }
}
