import Languages
import Testing

@testable import Reading

/// A paragraph of each language, as it may stand on an invoice.
struct LanguageGuessTests {
    private static let paragraphs = [
        "cs": "Děkujeme za vaši objednávku a prosíme o úhradu částky na náš účet do data splatnosti faktury.",
        "da": "Vi takker for din ordre og beder om betaling af det samlede beløb på vores konto efter forfaldsdato.",
        "de": "Wir danken für Ihren Auftrag und bitten um Überweisung des Betrages auf unser Konto bis zum Monatsende.",
        "el": "Σας ευχαριστούμε για την παραγγελία και παρακαλούμε για την πληρωμή στον λογαριασμό της τράπεζας.",
        "en": "Thank you for your order; please pay the total amount of this invoice to our account by the end of May.",
        "es": "Les agradecemos su pedido y rogamos el pago de la factura por transferencia en la fecha de vencimiento.",
        "fi": "Kiitos tilauksesta, maksu on suoritettava tilille eräpäivään mennessä ja laskun viitenumero mainittava.",
        "fr": "Nous vous remercions de votre commande et vous prions de régler le montant par virement sur ce compte.",
        "he": "תודה על ההזמנה, נא לשלם את סכום החשבונית לפי מספר חשבון הבנק של החברה עד תאריך התשלום.",
        "hr": "Hvala vam na narudžbi, molimo da iznos računa platite do datuma dospijeća i navedete poziv na broj.",
        "hu": "Köszönjük a megrendelést, kérjük, hogy az összeget a fizetési határidő napjáig átutalni szíveskedjenek.",
        "it": "La ringraziamo per il suo ordine e la preghiamo di saldare la fattura con bonifico alla scadenza.",
        "lv": "Paldies par jūsu pirkumu, lūdzam rēķina summu samaksāt uz bankas kontu vai ar karti.",
        "nl": "Wij danken u voor uw bestelling en verzoeken u het bedrag van de factuur op tijd te betalen.",
        "no": "Takk for bestillingen, vi ber dere betale beløpet til vår konto innen forfallsdato og ikke senere.",
        "pl": "Dziękujemy za zakupy i prosimy o przelew kwoty z faktury na konto w terminie zapłaty.",
        "pt": "Agradecemos a sua encomenda e pedimos o pagamento da fatura por transferência até à data do vencimento.",
        "ro": "Vă mulțumim pentru comandă și vă rugăm să achitați valoarea facturii prin transfer în cont la scadență.",
        "ru": "Благодарим за заказ и просим оплатить сумму до указанного срока; номер и дата документа обязательны.",
        "sv": "Vi tackar för din order och ber er att betala beloppet till vårt konto på förfallodatum.",
        "tr": "Siparişiniz için teşekkür ederiz, lütfen fatura tutarını vade tarihine kadar bu hesaba ödeyiniz.",
    ]

    @Test(arguments: Languages.all)
    func `a paragraph tells its language`(language: LanguageFile) throws {
        let words = try #require(Self.paragraphs[language.code]).split(separator: " ").map(String.init)
        #expect(LanguageGuess.language(of: words) == language.tesseract)
    }
}
