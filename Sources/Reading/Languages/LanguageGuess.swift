import Foundation

/// Detects a page's language by words that are common on documents in one language and rare in the others.
///
/// It compares words without accents, since recognition with the wrong language loses them.
enum LanguageGuess {
    /// Tesseract's name of the language; nil if the words fit no language or several.
    static func language(of texts: some Sequence<String>) -> String? {
        var scores: [String: Double] = [:]
        for text in texts {
            for token in tokens(text) {
                guard let languages = languagesByWord[token] else { continue }
                for language in languages { scores[language, default: 0] += 1 / Double(languages.count) }
            }
        }
        let ranked = scores.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        guard let first = ranked.first, first.value >= 3 else { return nil }
        let second = ranked.count > 1 ? ranked[1].value : 0
        return first.value >= 1.4 * second ? first.key : nil
    }

    private static func tokens(_ text: String) -> [String] {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: Locale(identifier: "en_US_POSIX"))
            .split { !$0.isLetter }.map(String.init)
    }

    private static let languagesByWord: [String: [String]] = {
        var languages: [String: [String]] = [:]
        for (language, words) in wordsByLanguage {
            for word in words.split(separator: " ") { languages[String(word), default: []].append(language) }
        }
        return languages
    }()

    private static let wordsByLanguage = [
        "eng": """
        the and of for to from with your you our this by on is are be please invoice date number amount total due \
        payment tax bill receipt cash change description quantity price unit subtotal balance thank terms order \
        item paid customer \
        seller buyer address currency page
        """,
        "deu": """
        und der die das des dem den fur von zu mit bei auf ist wir sie ihre ihrer unsere nicht bitte sind \
        rechnung rechnungsnummer datum betrag menge preis summe gesamt gesamtbetrag netto brutto mwst \
        umsatzsteuer steuer kundennummer lieferung bezeichnung einzelpreis zahlbar konto ust strasse \
        geschaftsfuhrer leistung artikel zzgl \
        seite verkaufer kaufer wahrung falligkeit zahlungsbedingungen zahlungsart uberweisung \
        steuernummer im vom zum zur oder nach kein beschreibung unterlagen empfanger
        """,
        "fra": """
        le la les des du et de pour dans sur avec par votre vos nous vous est au aux une un ce facture montant \
        numero total tva prix quantite reglement paiement echeance client ht ttc designation remise livraison \
        adresse commande siret taux \
        vendeur acheteur devise virement conditions rue ou ces sans
        """,
        "spa": """
        el la los las del de y en por para con su sus una un es al factura fecha importe cantidad precio \
        cliente iva vencimiento pago descripcion cuenta direccion numero subtotal concepto nif \
        pagina vendedor comprador calle moneda condiciones transferencia telefono
        """,
        "ita": """
        il lo la gli di del della dei e per con su una un da al fattura data importo quantita prezzo cliente \
        iva scadenza pagamento descrizione totale imponibile indirizzo numero codice partita sconto \
        pagina venditore acquirente valuta condizioni bonifico telefono
        """,
        "nld": """
        de het een en van voor met op uw wij bij aan te naar factuur factuurnummer datum bedrag aantal prijs \
        omschrijving btw totaal betaling klantnummer betalen rekening vervaldatum excl incl subtotaal dagen \
        pagina verkoper koper straat valuta betalingsvoorwaarden naam niet dit
        """,
        "por": """
        o os as do da dos das e em por para com seu uma um no na ao fatura recibo data valor quantidade preco \
        cliente iva vencimento pagamento descricao total endereco numero contribuinte \
        pagina vendedor comprador rua moeda condicoes transferencia telefone
        """,
        "pol": """
        i w z na do od dla oraz faktura numer data kwota ilosc cena sprzedawca nabywca razem netto brutto vat \
        termin zaplaty wartosc sprzedazy nazwa usluga uslugi nip platnosci zl \
        strona kupujacy waluta warunki przelew adres ulica
        """,
        "swe": """
        och att det som en av for med pa till ar din er vi faktura fakturanummer datum belopp antal pris moms \
        summa forfallodatum kundnummer betala beskrivning org nr totalt \
        sida saljare kopare valuta betalningsvillkor adress
        """,
        "dan": """
        og at det som en af for med pa til er din vi faktura fakturanummer dato belob antal pris moms i alt \
        forfaldsdato kundenummer betaling beskrivelse cvr ialt subtotal \
        side saelger kober valuta betalingsbetingelser adresse
        """,
        "lav": """
        un ar no par uz ir jusu rekins ceks datums summa daudzums cena pvn kopa kopsumma apmaksai pirkums \
        karte bankas samaksai paldies sia reg nr nodoklis atlaide eur dokuments \
        lapa pardevejs pircejs iela valuta adrese
        """,
    ]
}
