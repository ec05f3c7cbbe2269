/// The columns of a booking: DATEV's format of a "Buchungsstapel", version 13
/// (https://developer.datev.de/datev/platform/de/dtvf/formate/buchungsstapel).
enum DATEVColumns {
    /// The place in a row, from 0; the numbers of the description are one higher.
    enum Place {
        static let amount = 0
        static let side = 1
        static let currency = 2
        static let account = 6
        static let contraAccount = 7
        static let taxKey = 8
        static let date = 9
        static let number = 10
        static let text = 13
        /// The first pair of `Beleginfo`: what it is, and its content.
        static let linkKind = 20
        static let link = 21
        static let isFixed = 113
    }

    static let names: [String] =
        [
            "Umsatz (ohne Soll/Haben-Kz)", "Soll/Haben-Kennzeichen", "WKZ Umsatz", "Kurs", "Basis-Umsatz",
            "WKZ Basis-Umsatz", "Konto", "Gegenkonto (ohne BU-Schlüssel)", "BU-Schlüssel", "Belegdatum", "Belegfeld 1",
            "Belegfeld 2", "Skonto", "Buchungstext", "Postensperre", "Diverse Adressnummer", "Geschäftspartnerbank",
            "Sachverhalt", "Zinssperre", "Beleglink",
        ] + (1...8).flatMap { ["Beleginfo - Art \($0)", "Beleginfo - Inhalt \($0)"] } + [
            "KOST1 - Kostenstelle", "KOST2 - Kostenstelle", "Kost-Menge", "EU-Land u. UStID (Bestimmung)",
            "EU-Steuersatz (Bestimmung)", "Abw. Versteuerungsart", "Sachverhalt L+L", "Funktionsergänzung L+L",
            "BU 49 Hauptfunktionstyp", "BU 49 Hauptfunktionsnummer", "BU 49 Funktionsergänzung",
        ] + (1...20).flatMap { ["Zusatzinformation - Art \($0)", "Zusatzinformation- Inhalt \($0)"] } + [
            "Stück", "Gewicht", "Zahlweise", "Forderungsart", "Veranlagungsjahr", "Zugeordnete Fälligkeit",
            "Skontotyp", "Auftragsnummer", "Buchungstyp", "USt-Schlüssel (Anzahlungen)", "EU-Land (Anzahlungen)",
            "Sachverhalt L+L (Anzahlungen)", "EU-Steuersatz (Anzahlungen)", "Erlöskonto (Anzahlungen)", "Herkunft-Kz",
            "Buchungs GUID", "KOST-Datum", "SEPA-Mandatsreferenz", "Skontosperre", "Gesellschaftername",
            "Beteiligtennummer", "Identifikationsnummer", "Zeichnernummer", "Postensperre bis",
            "Bezeichnung SoBil-Sachverhalt", "Kennzeichen SoBil-Buchung", "Festschreibung", "Leistungsdatum",
            "Datum Zuord. Steuerperiode", "Fälligkeit", "Generalumkehr (GU)", "Steuersatz", "Land",
            "Abrechnungsreferenz", "BVV-Position", "EU-Land u. UStID (Ursprung)", "EU-Steuersatz (Ursprung)",
            "Abw. Skontokonto",
        ]

    /// The places of texts, which stand in quotation marks, also where they are empty.
    static let texts: Set<Int> = Set(20...35).union(47...86).union([
        1, 2, 5, 8, 10, 11, 13, 15, 19, 36, 37, 39, 41, 90, 94, 95, 97, 101, 102, 104, 106, 108, 109, 111, 117, 119,
        120,
        122,
    ])
}
