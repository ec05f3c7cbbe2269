import Invoices

/// A name and address that stand together on a page, before it is known whose they are.
struct PartyCandidate: Sendable {
    var name: String?
    var nameTokens: Range<Int>?
    var address: String?
    /// From the first word of the address to its last; other columns' words may lie between.
    var addressTokens: [Range<Int>] = []
    /// The heading over or beside it.
    var heading: LabelKind?
    /// Whether telephone, mail, web or tax number stand in the same block.
    var hasContact = false
    /// Whether telephone, mail or web stand in the same block.
    var isReachable = false
    /// Name, street and town in one line: the sender's line over a window, or a footer.
    var isInline = false
    /// Whether a person or a department within is named.
    var isForPerson = false
    let segment: Int
    var evidence: Set<PartyEvidence> = []
    /// What the evidence says for its being the supplier's and the customer's, in logits.
    var supplierScore = 0.0
    var customerScore = 0.0

    /// Read from `Name:` and `Address:` without a heading.
    var isForm = false

    var isEmpty: Bool { name == nil && address == nil }
}
