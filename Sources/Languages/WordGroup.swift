/// The lists of words of a language file, some of which a language may lack; the names are the keys of the files.
/// docs/adding-a-language.md says what belongs into each.
package enum WordGroup: String, Sendable, CaseIterable {
    /// Words that tell a page's language, and those of them that tell it without any word of invoices.
    case commonWords, functionWords
    /// What a table of line items ends with.
    case tableEnd
    /// What compounds that name a document end with: `Handelsrechnung`.
    case titleEndings
    /// Words within a date: `15 de marzo`.
    case dateParticles
    /// Words before the last day for payment: `bis`, `entro`.
    case until
    /// Words behind a number of days, for a sum that is paid without discount, and for a discount for early payment.
    case dayWords, netWords, cashDiscount
    /// What words that name a bank or its account hold: `Kreissparkasse`.
    case bankStems
    /// Words between two things that are the same: `Leistungsdatum entspricht Rechnungsdatum`.
    case sameAs
    /// Words that tell a sum with tax from one without: `inkl`, `hors`.
    case including, excluding
    /// What labels of tax numbers are made of: the tax, the word for number, and whose it is when not the issuer's.
    case taxWords, idWords, customersWords
    /// The word for number before a document's number, and what else may come between.
    case numberWords, beforeNumber
    /// What words that name a document begin with or hold: `rechn`, `factu`.
    case documentStems
    /// What a box says that is ticked.
    case yes
    /// Words for streets: those alone, those that end a word, and those that begin an address.
    case streets, streetEndings, leadingStreets
    /// What begins a line with a telephone number, an address in the web, or the like.
    case contactWords
    /// `gmbh`, `s r o`: the letters without marks, apart where the marks part them.
    case legalForms
    /// What a company does, as names end with it before the legal form: `RESTAURANT SDN BHD` alone names none.
    case trades
    /// How a letter addresses a person; what departments are called, alone and with the words beside it.
    case courtesies, departments, departmentFillers
    /// Words of organisations' names that no person has, and what such words end with.
    case organisations, organisationEndings
}
