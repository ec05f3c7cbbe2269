"""Which way a feature can speak: few documents would have it otherwise by chance."""

FOR = {
    "score", "clarity", "leastClarity", "margin", "repetitions", "labelLength", "labelInline", "labelRight", "labelBelow",
    "labelFirst", "titled", "labelDensity", "languageKnown", "itemsFound", "totalsProven", "linesFit", "titleRow",
    "dueAfter", "webName", "legalForm", "partyName", "partyAddress", "heading", "nearTaxId", "contact", "street",
    "postalLine", "largest", "partners", "cents", "hasCurrency", "dueEqual", "ratePlausible", "checkDigits", "vatForm",
    "countryAgrees", "currencyAtTotal", "currencyAgrees",
    "sameDates", "timeBeside", "accountHolder", "namedElsewhere", "registered", "paid", "columnSum", "pageClarity",
    # Of the document.
    "leastConfidence", "product", "hasItems", "totals.passed", "lineSum.passed",
}
AGAINST = {
    "isRecognised", "rivals", "otherLabel", "labelledRivals", "laterPage", "repaired", "coreMissing", "totalsFail",
    "linesFail", "fieldFault", "faults", "yearLike", "shortNumber", "otherIdentifier", "ambiguousDate", "dates",
    "dueBefore", "otherHeading", "sameAsOther", "parties", "countryDiffers", "taxIds", "currencies", "ambiguousSign",
    "currencyDiffers", "badWords", "loneLetters", "nameColon", "namesBefore",
    # Of the document.
    "errors", "warnings", "totals.failed", "lineSum.failed",
}


def sign(name):
    """1: only for, -1: only against, 0: either way."""
    if name in FOR or name.startswith("confidence."):
        return 1
    return -1 if name in AGAINST or name.startswith("missing.") else 0
