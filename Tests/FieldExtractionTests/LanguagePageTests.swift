import Testing

@testable import FieldExtraction
@testable import Invoices

/// A page of its own for each language that came as one file.
struct LanguagePageTests {
    struct Invoice: Sendable {
        let code: String
        let drawing: String
        let currency: String
        var net = "400"
        var tax = "100"
        var total = "500"
    }

    private static let invoices = [
        Invoice(
            code: "cs",
            drawing: """
                Faktura č. 470815                                  Datum vystavení: 15. března 2024
                                                                     Datum splatnosti: 29. 3. 2024
                Popis                           Množství     Cena za MJ     DPH %      Celkem bez DPH
                Oprava vodovodu                        4         100,00        25               400,00

                Základ daně                                                                     400,00 Kč
                DPH 25 %                                                                        100,00 Kč
                Celkem k úhradě                                                                 500,00 Kč
                """, currency: "CZK"),
        Invoice(
            code: "fi",
            drawing: """
                Lasku                                                Laskun numero: 470815
                Laskun päivämäärä: 15.3.2024                         Eräpäivä: 29.3.2024

                Kuvaus                             Määrä    Yksikköhinta    ALV %          Yhteensä
                Putkiston korjaus                      4          100,00       25            400,00

                Veroton yhteensä                                                            400,00 €
                Arvonlisävero 25 %                                                          100,00 €
                Maksettava yhteensä                                                         500,00 €
                """, currency: "EUR"),
        Invoice(
            code: "no",
            drawing: """
                Faktura                                              Fakturanummer: 470815
                Fakturadato: 15. mars 2024                           Forfallsdato: 29.03.2024

                Beskrivelse                       Antall     Enhetspris     MVA %        Beløp
                Reparasjon av rør                      4         100,00        25         400,00

                Sum eks. mva                                                              400,00
                MVA 25 %                                                                  100,00
                Å betale                                                           NOK    500,00
                """, currency: "NOK"),
        Invoice(
            code: "hu",
            drawing: """
                Számla                                               Számla sorszáma: 470815
                Számla kelte: 2024. március 15.                      Fizetési határidő: 2024.03.29.

                Megnevezés                     Mennyiség        Egységár     ÁFA %      Nettó érték
                Vízvezeték javítása                    4          100,00        25           400,00

                Nettó összesen                                                             400,00 Ft
                ÁFA összesen                                                               100,00 Ft
                Bruttó végösszeg                                                           500,00 Ft
                """, currency: "HUF"),
        Invoice(
            code: "ro",
            drawing: """
                Factură fiscală nr. 470815                         Data emiterii: 15 martie 2024
                                                                     Data scadenței: 29.03.2024
                Denumirea produselor           Cantitate     Preț unitar     Cota TVA       Valoare
                Reparație conductă                     4          100,00          25         400,00

                Total fără TVA                                                           400,00 lei
                Total TVA                                                                100,00 lei
                Total de plată                                                           500,00 lei
                """, currency: "RON"),
        Invoice(
            code: "hr",
            drawing: """
                Račun br. 470815                                   Datum izdavanja: 15. ožujka 2024.
                                                                     Datum dospijeća: 29.03.2024.
                Opis                            Količina         Cijena     PDV %           Iznos
                Popravak cijevi                        4         100,00        25          400,00

                Osnovica                                                                 400,00 EUR
                Iznos PDV-a                                                              100,00 EUR
                Ukupno za platiti                                                        500,00 EUR
                """, currency: "EUR"),
        Invoice(
            code: "tr",
            drawing: """
                Fatura                                               Fatura No: 470815
                Fatura Tarihi: 15 Mart 2024                          Vade Tarihi: 29.03.2024

                Açıklama                          Miktar     Birim Fiyat     KDV %           Tutar
                Boru tamiri                            4          100,00        25          400,00

                Ara Toplam                                                                400,00 TL
                Hesaplanan KDV                                                            100,00 TL
                Genel Toplam                                                              500,00 TL
                """, currency: "TRY"),
        Invoice(
            code: "el",
            drawing: """
                ΤΙΜΟΛΟΓΙΟ                                            Αριθμός τιμολογίου: 470815
                Ημερομηνία έκδοσης: 15 Μαρτίου 2024                  Πληρωτέο έως: 29/03/2024

                Περιγραφή                    Ποσότητα    Τιμή μονάδας     ΦΠΑ %         Αξία
                Επισκευή σωλήνα                     4          100,00        25       400,00

                Σύνολο χωρίς ΦΠΑ                                                    400,00 €
                Ποσό ΦΠΑ                                                            100,00 €
                ΓΕΝΙΚΟ ΣΥΝΟΛΟ                                                       500,00 €
                """, currency: "EUR"),
        Invoice(
            code: "ru",
            drawing: """
                СЧЁТ НА ОПЛАТУ № 470815                              Дата счёта: 15 марта 2024 г.
                                                                     Оплатить до: 29.03.2024
                Наименование                   Кол-во            Цена    Ставка НДС      Сумма
                Ремонт трубы                        4          100,00        25 %       400,00

                Сумма без НДС                                                      400,00 руб.
                В том числе НДС                                                    100,00 руб.
                Всего к оплате                                                     500,00 руб.
                """, currency: "RUB"),
    ]

    @Test(arguments: invoices)
    func `an invoice of the language is read`(drawn: Invoice) throws {
        let document = ReadDocument(pages: [DrawnPage(drawn.drawing).page(1)])
        #expect(LabelFinder().languages(of: Layout(document.pages), hints: []).first == drawn.code)
        let invoice = Extractor().extract(document).invoice
        #expect(invoice.number == "470815")
        #expect(invoice.date?.text == "2024-03-15")
        #expect(invoice.dueDate?.text == "2024-03-29")
        #expect(invoice.subtotal?.literal == drawn.net)
        #expect(invoice.tax?.literal == drawn.tax)
        #expect(invoice.total?.literal == drawn.total)
        #expect(invoice.currency == drawn.currency)
        #expect(invoice.lineItems.count == 1)
        let item = try #require(invoice.lineItems.first)
        #expect(item.quantity?.literal == "4" && item.unitPrice?.literal == "100" && item.amount?.literal == "400")
    }
}
