/// What may speak for a name and address being the supplier's or the customer's.
///
/// The weights were set by hand on the development documents; they are compared only with each other.
enum PartyEvidence {
    case customerHeading, supplierHeadingAbove, supplierHeadingBelow, shipHeading, otherHeading
    case senderLine, pageTop, firstAddress, form, person, underSenderLine, pageFoot, addressWindow, contact, lowerHalf
    case laterPage, name, address, webName, taxId, accountHolder, plain, letterhead, namedInHead

    /// What it adds to the scores of a party.
    var weight: (supplier: Double, customer: Double) {
        switch self {
        case .customerHeading: (0, 5)
        case .supplierHeadingAbove: (5, 0)
        // It says where to send the money.
        case .supplierHeadingBelow: (2, 0)
        case .shipHeading: (-2, -1)
        case .otherHeading: (-1.5, -3)
        case .senderLine: (2, 0)
        case .pageTop: (1.5, 0)
        case .firstAddress: (1, -1)
        case .form: (0, 1.5)
        case .person: (-1, 1.5)
        // Right under the sender's line stands who gets the letter.
        case .underSenderLine: (-1, 2.5)
        case .pageFoot: (1.5, 0)
        case .addressWindow: (0, 1.3)
        case .contact: (1.3, -0.4)
        case .lowerHalf: (0, -2)
        case .laterPage: (-0.5, -1)
        case .name: (0.4, 0.4)
        case .address: (0.6, 0.6)
        case .webName: (2, 0)
        case .taxId: (1, 0)
        case .accountHolder: (2, -1)
        // A name and an address alone, while another address shows what a letterhead does.
        case .plain: (-1.5, 1.5)
        // It stands alone at the right of the head, with the other address beneath at the left.
        case .letterhead: (2.5, 0)
        // The letterhead is the name alone; the address stands in the foot.
        case .namedInHead: (2, -1)
        }
    }

    /// Parts of the page by how far down they begin, as fractions of its height.
    enum Place {
        static let top = 0.14
        static let firstAddress = 0.2
        static let addressWindow = 0.1...0.42
        static let middle = 0.5
        static let lowerHalf = 0.55
        static let foot = 0.82
    }
}
