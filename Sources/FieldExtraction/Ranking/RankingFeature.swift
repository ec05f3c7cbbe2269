/// What is seen of a printed value whose label no language file has, as numbers that a ranking weighs. None is a document's
/// own word.
enum RankingFeature: String, CaseIterable, Sendable {
    // Of its place.
    case height, rightEdge, laterPage, printSize, repetitions, order
    case otherLabel, unknownLabel, colon, inItems, alone
    // Of sums.
    case largest, sizeShare, taxed, addsUp, columnSum, cents, hasCurrency, below, belowNet, equalsNet
    // Of numbers.
    case numberWord, titleRow, nearDate, alignedWithDate, digits, letters, separators, allDigits, yearLike, holdsYear
    case short, long, address, contact

    /// For the value, and against it. A feature without words decides in silence.
    var words: FeatureWords.Words? { Self.words[self] }

    private static let words: [RankingFeature: FeatureWords.Words] = [
        .height: ("It stands where such values stand.", "It stands where such values seldom stand."),
        .rightEdge: ("It stands at the usual side of the page.", "It stands at the other side of the page."),
        .laterPage: ("It stands on the first page.", "It stands on a later page."),
        .printSize: ("Its print has the usual size.", "Its print has an unusual size."),
        .repetitions: ("It is printed more than once.", "It is printed once."),
        .order: ("Such values stand before it or behind it as usual.", "Other such values stand before it."),
        .otherLabel: ("No label of something else claims it.", "A label of something else claims it."),
        .unknownLabel: ("Words that may be its label stand beside it.", "No words stand beside it."),
        .colon: ("A colon stands before it.", "No colon stands before it."),
        .inItems: ("It stands outside the table of lines.", "It stands in the table of lines."),
        .alone: ("It stands alone in its line.", "Other values stand in its line."),
        .largest: ("It is the largest amount.", "A larger amount is printed."),
        .sizeShare: ("It is one of the largest amounts.", "Much larger amounts are printed."),
        .taxed: ("A net and a usual tax make it.", "No net and usual tax make it."),
        .addsUp: ("Two printed amounts make it.", "No two printed amounts make it."),
        .columnSum: ("The amounts above it make it.", "The amounts above it do not make it."),
        .cents: ("It is printed with cents.", "It is printed without cents."),
        .hasCurrency: ("A currency stands beside it.", "No currency stands beside it."),
        .below: ("Few amounts stand beneath it.", "Many amounts stand beneath it."),
        .belowNet: ("It is not less than the net.", "It is less than the net."),
        .equalsNet: ("It is not the net alone.", "It is the net."),
        .numberWord: ("A word for number stands before it.", "No word for number stands before it."),
        .titleRow: ("It stands at the title.", "It does not stand at the title."),
        .nearDate: ("The date stands near.", "The date does not stand near."),
        .alignedWithDate: ("It is aligned with the date.", "It is not aligned with the date."),
        .digits: ("It has as many digits as such numbers have.", "It has another number of digits than such numbers."),
        .yearLike: ("It is no year.", "It may be a year."),
        .holdsYear: ("It holds the date's year.", "It does not hold the date's year."),
        .short: ("It is not very short.", "It is very short."),
        .long: ("It is not very long.", "It is very long."),
        .address: ("It is in no address.", "It stands in an address."),
        .contact: ("It is no telephone number.", "It may be a telephone number."),
    ]
}
