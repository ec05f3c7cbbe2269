/// What features say in words, for the reasons of a field: for the value, and against it. A feature without words decides in
/// silence.
enum FeatureWords {
    typealias Words = (for: String, against: String)

    static let byFeature: [Feature: Words] = value.merging(document) { $1 }.merging(kind) { $1 }

    private static let value: [Feature: Words] = [
        .score: ("The labels and places around it fit well.", "The labels and places around it fit badly."),
        .clarity: ("Its print was recognised clearly.", "Its print was recognised badly."),
        .leastClarity: ("Each of its words was recognised clearly.", "One of its words was recognised badly."),
        .isRecognised: ("The page has its text as text.", "The page is a picture."),
        .margin: ("No other value fits nearly as well.", "Another value fits nearly as well."),
        .rivals: ("No other value fits as well.", "Other values fit as well."),
        .repetitions: ("It is printed more than once.", "It is printed once."),
        .labelLength: ("A clear label stands beside it.", "No clear label stands beside it."),
        .labelInline: ("Its label stands in front of it.", "Its label does not stand in front of it."),
        .labelRight: ("It stands right of its label.", "It does not stand right of its label."),
        .labelBelow: ("It stands beneath its label.", "It does not stand beneath its label."),
        .labelFirst: ("Its label begins its cell.", "Its label is part of a longer text."),
        .otherLabel: ("No other label claims it.", "Another label claims it."),
        .labelledRivals: ("No other value has such a label.", "Another value has such a label."),
        .laterPage: ("It stands on the first page.", "It stands on a later page."),
        .height: ("It stands where such values stand.", "It stands where such values seldom stand."),
        .printSize: ("Its print has the usual size.", "Its print has an unusual size."),
        .wordCount: ("It has as many words as such values have.", "It has another number of words than such values."),
        .arithmetic: ("It was calculated from other values.", "It was calculated and is not printed."),
        .repaired: ("No digit had to be repaired.", "A digit was repaired."),
    ]

    private static let document: [Feature: Words] = [
        .pageClarity: ("The page was recognised clearly.", "The page was recognised badly."),
        .badWords: ("Hardly a word was recognised badly.", "Many words were recognised badly."),
        .titled: ("The document's kind is known.", "The document's kind is not known."),
        .labelDensity: ("Many labels of the page are known.", "Few labels of the page are known."),
        .languageKnown: ("The page's language is known.", "The page's language is not known."),
        .manyPages: ("The document has one page.", "The document has several pages."),
        .itemsFound: ("The table of lines was found.", "No table of lines was found."),
        .coreMissing: ("All other main fields were found.", "Other main fields were not found."),
        .totalsProven: ("Net and tax make the total.", "Nothing proves that net and tax make the total."),
        .totalsFail: ("No sum contradicts it.", "Net and tax do not make the total."),
        .linesFit: ("The lines make the sum.", "Nothing proves that the lines make the sum."),
        .linesFail: ("The lines do not contradict the sum.", "The lines do not make the sum."),
        .fieldFault: ("No check fails.", "A check of this value fails."),
        .faults: ("The checks found nothing wrong.", "The checks found something wrong."),
    ]

    private static let kind: [Feature: Words] = [
        .digits: ("It has as many digits as such numbers have.", "It has another number of digits than such numbers."),
        .yearLike: ("It is no year.", "It may be a year."),
        .shortNumber: ("It is not very short.", "It is very short."),
        .otherIdentifier: ("It is no other number of the document.", "It is also another number of the document."),
        .titleRow: ("It stands in the title's line.", "It does not stand in the title's line."),
        .ambiguousDate: ("Day and month are clear.", "Day and month may be the other way round."),
        .latestDate: ("Its place among the dates fits.", "Its place among the dates does not fit."),
        .earliestDate: ("Its place among the dates fits.", "Its place among the dates does not fit."),
        .dates: ("Few other dates are printed.", "Many other dates are printed."),
        .dueAfter: ("The due date is after the date.", "The due date is not after the date."),
        .dueBefore: ("The due date is not before the date.", "The due date is before the date."),
        .sameDates: ("The date is printed more than once.", "The date is printed once."),
        .timeBeside: ("A time of day stands beside it.", "No time of day stands beside it."),
        .accountHolder: ("The account is held by that name.", "No account is held by that name."),
        .namedElsewhere: ("The name stands elsewhere, too.", "The name stands nowhere else."),
        .registered: ("A number in a register stands at it.", "No number in a register stands at it."),
        .namesBefore: ("No other name stands above it.", "Another name stands above it."),
        .loneLetters: ("No word of it fell apart.", "Letters of it stand alone."),
        .nameColon: ("It is no label with its value.", "It looks like a label with its value."),
        .webName: ("A web address or a logo has the name.", "No web address or logo has the name."),
        .legalForm: ("It has a legal form such as Ltd or GmbH.", "It has no legal form."),
        .partyAddress: ("An address stands beneath the name.", "No address stands beneath the name."),
        .heading: ("A heading says whose it is.", "No heading says whose it is."),
        .nearTaxId: ("A tax number stands near.", "No tax number stands near."),
        .sameAsOther: ("The other party is another one.", "The other party has the same."),
        .otherParty: ("Both parties were found.", "The other party was not found."),
        .parties: ("Few other parties are named.", "Many other parties are named."),
        .street: ("It has a street.", "It has no street."),
        .postalLine: ("It has a postcode and a town.", "It has no postcode with a town."),
        .contact: ("Telephone or mail stand near.", "No telephone or mail stand near."),
        .largest: ("It is the largest amount.", "A larger amount is printed."),
        .partners: ("Net, tax and total were found together.", "One of net, tax and total was not found."),
        .cents: ("It is printed with cents.", "It is printed without cents."),
        .hasCurrency: ("A currency stands beside it.", "No currency stands beside it."),
        .paid: ("What was paid is as much.", "Nothing says that as much was paid."),
        .columnSum: ("The amounts above it make it.", "The amounts above it do not make it."),
        .dueEqual: ("The amount due is the same.", "No equal amount due was found."),
        .ratePlausible: ("The tax is a printed rate of the net.", "The tax is no printed rate of the net."),
        .checkDigits: (
            "Its form and check digits are right.", "Its form or check digits are not those of a VAT number."
        ),
        .countryAgrees: ("Its country is the supplier's.", "Nothing says that its country is the supplier's."),
        .countryDiffers: ("Its country does not contradict the address.", "Its country is not that of the address."),
        .taxIds: ("Few other tax numbers are printed.", "Several tax numbers are printed."),
        .currencies: ("One currency is printed.", "Several currencies are printed."),
        .currencyAtTotal: ("It stands beside the total.", "It does not stand beside the total."),
        .ambiguousSign: ("Its sign is clear.", "Several countries use its sign."),
        .currencyAgrees: (
            "It is the money of the supplier's country.", "Nothing says that the supplier's country has it."
        ),
        .currencyDiffers: ("The supplier's country does not contradict it.", "The supplier's country has other money."),
    ]
}
