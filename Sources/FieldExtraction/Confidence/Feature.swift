/// What may speak for or against a value, as numbers that a model weighs. None is a document's own word.
enum Feature: String, CaseIterable, Sendable {
    // Of every value.
    case score, clarity, leastClarity, isRecognised
    case margin, rivals, repetitions, ranked
    case labelLength, labelInline, labelRight, labelBelow, labelFirst, otherLabel, labelledRivals
    case laterPage, height, printSize, wordCount, arithmetic, repaired
    // Of the document.
    case pageClarity, badWords, titled, labelDensity, languageKnown, manyPages, itemsFound, coreMissing
    case totalsProven, totalsFail, linesFit, linesFail, fieldFault, faults
    // Of numbers and dates.
    case digits, letters, allDigits, yearLike, shortNumber, otherIdentifier, titleRow
    case ambiguousDate, latestDate, earliestDate, dates, dueAfter, dueBefore, dueDays, dueSame
    case sameDates, timeBeside
    // Of parties.
    case webName, legalForm, partyName, partyAddress, heading, otherHeading, inlineParty, nearTaxId, sameAsOther
    case otherParty, parties, nameDigits, nameWords, street, postalLine, lines, contact
    case accountHolder, namedElsewhere, registered, namesBefore, loneLetters, nameColon
    // Of amounts, tax numbers and currencies.
    case largest, partners, cents, hasCurrency, dueEqual, ratePlausible, zero, equalsNet, paid, columnSum
    case checkDigits, vatForm, countryAgrees, countryDiffers, taxIds
    case currencies, currencyAtTotal, ambiguousSign, currencyAgrees, currencyDiffers
}
