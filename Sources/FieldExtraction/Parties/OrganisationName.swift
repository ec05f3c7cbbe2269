import Invoices

/// Tells an organisation from the person or the department that the letter goes to within it.
enum OrganisationName {
    /// `Accounts Payable`, `Service comptabilité`: never a party by itself.
    static func isDepartment(_ line: FoldedText) -> Bool {
        let words = line.labelWords
        return !words.isEmpty && words.count <= 4
            && words.allSatisfy { departments.contains($0) || fillers.contains($0) }
            && words.contains { departments.contains($0) }
    }

    /// Whether a word stands in it that people are not called by: `Society`, `Verein`, `Musée`.
    static func isLikely(_ text: String) -> Bool {
        Atoms.split(TextFolding.fold(text)).contains { labelWord in
            organisations.contains(labelWord.text)
                || endings.contains { labelWord.text.hasSuffix($0) && labelWord.text != $0 }
        }
    }

    /// `Mrs J Adeyemi-Clarke`, `Familie Hädrich`, `Spett.le`: how a letter addresses who gets it.
    static func isAddressed(_ line: FoldedText) -> Bool {
        line.labelWords.first.map(courtesies.contains) ?? false
    }

    /// `Exmo. Senhor`, `Herrn`: the name itself stands beneath.
    static func isCourtesy(_ line: FoldedText) -> Bool {
        let words = line.labelWords
        return (1...3).contains(words.count)
            && words.allSatisfy { courtesies.contains($0) || $0 == "le" || $0.count == 1 }
    }

    private static let courtesies: Set<String> = [
        "mr", "mrs", "ms", "messrs", "herr", "herrn", "frau", "familie", "eheleute", "monsieur", "madame", "mme",
        "mlle",
        "sr", "sra", "senor", "senora", "don", "dona", "spett", "spettabile", "sig", "sigra", "egregio", "gentile",
        "dhr", "mevr", "mevrouw", "heer", "fam", "exmo", "exma", "senhor", "senhora", "pan", "pani", "panstwo",
    ]
    private static let fillers: Set<String> = [
        "dept", "department", "abteilung", "abt", "service", "servizio", "ufficio", "departamento", "dpto", "afdeling",
        "dzial", "avdelningen", "the", "de", "der", "la", "di", "to", "and", "team", "office",
    ]
    private static let departments: Set<String> = [
        "accounts", "payable", "accounting", "accountspayable", "finance", "purchasing", "procurement", "billing",
        "buchhaltung", "rechnungswesen", "rechnungseingang", "kreditorenbuchhaltung", "finanzbuchhaltung", "einkauf",
        "comptabilite", "comptable", "fournisseurs", "achats", "contabilidad", "administracion", "compras",
        "contabilita", "amministrazione", "acquisti", "contabilidade", "administratie", "crediteuren",
        "crediteurenadministratie", "boekhouding", "inkoop", "ksiegowosc", "ekonomi", "ekonomiavdelningen",
        "leverantorsreskontra", "okonomi", "bogholderi", "kreditor", "gramatvediba",
    ]
    private static let organisations: Set<String> = [
        "society", "trust", "foundation", "association", "institute", "university", "college", "school", "council",
        "church", "hospital", "clinic", "museum", "theatre", "theater", "library", "club", "centre", "center", "hotel",
        "restaurant", "cafe", "bakery", "brewery", "studio", "studios", "agency", "partners", "services", "solutions",
        "systems", "group", "holdings", "industries", "corporation", "ministry", "department", "authority",
        "cooperative", "coop", "market", "pharmacy", "gallery", "orchestra", "festival", "ceramics",
        "verein", "stiftung", "universitat", "hochschule", "schule", "gemeinde", "stadt", "amt", "klinik",
        "krankenhaus", "praxis", "verlag", "backerei", "gasthof", "gasthaus", "kanzlei", "apotheke", "werkstatt",
        "agentur", "genossenschaft", "handwerk", "bau", "mairie", "commune", "ville", "musee", "ecole", "universite",
        "hopital", "clinique", "boulangerie", "syndicat", "residence", "copropriete", "association", "atelier",
        "ayuntamiento", "escuela", "universidad", "clinica", "hospital", "asociacion", "fundacion", "comunidad",
        "panaderia", "taller", "comune", "scuola", "universita", "ospedale", "associazione", "fondazione",
        "condominio", "farmacia", "panificio", "officina", "gemeente", "stichting", "vereniging", "universiteit",
        "ziekenhuis", "bakkerij", "camara", "escola", "universidade", "associacao", "gmina", "szkola", "szpital",
        "fundacja", "kommun", "skola", "stiftelsen", "forening", "kommune", "skole", "biedriba", "pasvaldiba",
    ]
    private static let endings = [
        "verein", "verband", "stiftung", "schule", "klinik", "verlag", "baeckerei", "handel", "technik", "service",
        "zentrum", "museum", "werk", "werke", "bau",
    ]
}
