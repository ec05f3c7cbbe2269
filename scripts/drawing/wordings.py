"""The words on invoices, by language; each entry lists what issuers really write."""


def table(text):
    rows = (line.split(":", 1) for line in text.strip().splitlines())
    return {key.strip(): [word.strip() for word in words.split("|")] for key, words in rows}


WORDS = {
    "en": table("""
        delivered: Delivery date | Date of supply | Service period
        greeting: Dear customer, | Thank you for your order. We invoice as agreed: | We hereby charge you for:
        invoice: Invoice | INVOICE | Tax Invoice | TAX INVOICE | Sales Invoice
        credit: Credit Note | CREDIT NOTE | Credit Memo
        number: Invoice No. | Invoice Number | Invoice # | Invoice no | Inv. No. | Document number | Reference
        date: Invoice date | Date | Date of issue | Issue Date | Tax point | Billed on
        due: Due date | Payment due | Due | Please pay by | Pay by | Payment due date
        customer: Customer no. | Account No. | Client ID | Customer ID
        order: PO number | Your order | Order No. | Purchase order
        billto: Bill to | Invoice to | Billed To | Customer | Sold to | Client
        from: From | Supplier | Seller
        position: # | Item | Pos | No.
        sku: SKU | Item code | Part no. | Code
        description: Description | Item description | Details | Product / service | Particulars
        quantity: Qty | Quantity | Qty. | Units | Hours/Qty
        unit: Unit | UoM
        price: Unit price | Price | Rate | Price each | Unit cost
        amount: Amount | Total | Line total | Net amount | Net
        rate: VAT | VAT % | Tax rate
        discount: Disc. | Discount
        subtotal: Subtotal | Sub-total | Sub total | Items total
        net: Net total | Total excl. VAT | Net amount | Total net | Taxable amount
        tax: VAT | VAT total | Total VAT | Tax
        salestax: Sales tax | Tax | State tax
        total: Total | Total due | Amount due | Invoice total | Grand total | TOTAL | Balance due | Total amount payable
        carried: Carried forward | Subtotal carried over
        brought: Brought forward | Subtotal brought forward
        taxid: VAT No. | VAT Reg No | VAT registration number | VAT number | VAT ID
        bank: Bank details | Please pay to | Payment details
        terms: Payment terms: 30 days net. | Thank you for your business. | Please quote the invoice number with your payment.
        page: Page {n} of {m} | {n}/{m} | Page {n}
        phone: Tel. | Phone | T
        thanks: Thank you for shopping with us!"""),
    "de": table("""
        delivered: Leistungsdatum | Lieferdatum | Leistungszeitraum
        greeting: Sehr geehrte Damen und Herren, | wir berechnen Ihnen wie folgt: | Für unsere Lieferungen und Leistungen berechnen wir:
        invoice: Rechnung | RECHNUNG | Rechnung / Invoice | Faktura
        credit: Gutschrift | Rechnungskorrektur | GUTSCHRIFT
        number: Rechnungsnummer | Rechnungs-Nr. | Rechnung Nr. | Rechnungsnr. | Beleg-Nr. | Re.-Nr. | Belegnummer
        date: Rechnungsdatum | Datum | Belegdatum | Ausstellungsdatum | Re.-Datum
        due: Fällig am | Zahlbar bis | Fälligkeitsdatum | Fälligkeit | Zahlungsziel | Zu zahlen bis
        customer: Kundennummer | Kunden-Nr. | Kd.-Nr. | Kundennr.
        order: Bestellnummer | Ihre Bestellung | Auftragsnummer | Auftrags-Nr.
        billto: Rechnungsempfänger | Rechnung an | Kunde | Rechnungsadresse
        from: Rechnungssteller | Lieferant | Verkäufer
        position: Pos. | Pos | Nr.
        sku: Art.-Nr. | Artikelnr. | Artikel-Nr.
        description: Bezeichnung | Beschreibung | Leistung | Artikel | Artikelbezeichnung
        quantity: Menge | Anzahl | Mge.
        unit: Einheit | ME
        price: Einzelpreis | E-Preis | Preis | Einzelpreis netto | EP
        amount: Gesamt | Betrag | Gesamtpreis | Summe | GP | Netto
        rate: USt | MwSt. | USt. % | MwSt-Satz
        discount: Rabatt | Rab.
        subtotal: Zwischensumme | Summe Positionen | Warenwert
        net: Nettobetrag | Summe netto | Gesamt netto | Netto | Nettosumme
        tax: Umsatzsteuer | MwSt. | USt. | Mehrwertsteuer | zzgl. USt.
        total: Gesamtbetrag | Rechnungsbetrag | Gesamtsumme | Bruttobetrag | Endbetrag | Zu zahlender Betrag | Gesamt brutto
        carried: Übertrag | Zwischensumme Übertrag
        brought: Übertrag von Seite {n} | Übertrag
        taxid: USt-IdNr. | USt-ID | USt-Id-Nr. | UID | Umsatzsteuer-ID
        bank: Bankverbindung | Bitte überweisen Sie auf | Konto
        terms: Zahlbar ohne Abzug. | Vielen Dank für Ihren Auftrag! | Bitte geben Sie bei der Zahlung die Rechnungsnummer an.
        page: Seite {n} von {m} | Seite {n}/{m} | Seite {n}
        phone: Tel. | Telefon | Fon
        thanks: Vielen Dank für Ihren Einkauf!"""),
    "fr": table("""
        delivered: Date de livraison | Livré le
        greeting: Madame, Monsieur, | Nous vous remercions de votre commande.
        invoice: Facture | FACTURE
        credit: Avoir | AVOIR | Note de crédit
        number: Facture n° | N° de facture | Numéro de facture | Facture N° | Numéro | N° facture
        date: Date de facture | Date | Date de facturation | Date d'émission | Émise le
        due: Date d'échéance | Échéance | À régler avant le | À payer avant le | Échéance le
        customer: N° client | Code client | Référence client
        order: Votre commande | N° de commande | Commande n°
        billto: Facturé à | Client | Destinataire | Adresse de facturation
        from: Émetteur | Fournisseur | Vendeur
        position: N° | Pos. | Ligne
        sku: Réf. | Référence | Code article
        description: Désignation | Description | Libellé | Prestation
        quantity: Qté | Quantité | Qte | Nombre
        unit: Unité | U.
        price: Prix unitaire | PU HT | P.U. HT | Prix unit. HT | Prix
        amount: Montant HT | Total HT | Montant | Total
        rate: TVA | Taux TVA | TVA %
        discount: Remise | Rem.
        subtotal: Sous-total | Total brut HT | Sous-total HT
        net: Total HT | Montant HT | Total net HT | Base HT
        tax: TVA | Total TVA | Montant TVA
        total: Total TTC | Net à payer | Montant TTC | Total à payer | NET À PAYER | Montant total TTC
        carried: À reporter | Sous-total à reporter
        brought: Report | Report page {n}
        taxid: N° TVA | TVA intracommunautaire | N° TVA intracom. | TVA Intra
        bank: Coordonnées bancaires | Règlement par virement | Banque
        terms: Paiement par virement à 30 jours. | Pas d'escompte pour paiement anticipé. | Merci de votre confiance.
        page: Page {n} sur {m} | Page {n}/{m} | p. {n}
        phone: Tél. | Téléphone | Tél
        thanks: Merci de votre visite !"""),
    "es": table("""
        delivered: Fecha de entrega | Entrega
        greeting: Estimado cliente: | Le facturamos los siguientes conceptos:
        invoice: Factura | FACTURA
        credit: Factura rectificativa | Abono | NOTA DE ABONO
        number: Factura n.º | Nº factura | Número de factura | N.º de factura | Factura núm. | Número
        date: Fecha de factura | Fecha | Fecha de emisión | Fecha factura
        due: Fecha de vencimiento | Vencimiento | Vence el | Pagar antes del
        customer: N.º cliente | Cód. cliente | Código de cliente
        order: Su pedido | N.º pedido | Pedido
        billto: Cliente | Facturar a | Datos del cliente | Destinatario
        from: Emisor | Proveedor | Vendedor
        position: N.º | Pos. | Línea
        sku: Ref. | Código | Referencia
        description: Descripción | Concepto | Artículo | Detalle
        quantity: Cantidad | Cant. | Uds. | Unidades
        unit: Unidad | Ud.
        price: Precio | Precio unitario | Precio unit. | P. unitario
        amount: Importe | Total | Subtotal | Importe neto
        rate: IVA | % IVA | Tipo IVA
        discount: Dto. | Descuento
        subtotal: Subtotal | Suma | Importe bruto
        net: Base imponible | Total neto | Base | Neto
        tax: IVA | Cuota IVA | Total IVA
        total: Total | Total factura | TOTAL A PAGAR | Importe total | Total a pagar
        carried: Suma y sigue | A trasladar
        brought: Suma anterior | Viene de la página {n}
        taxid: NIF | CIF | NIF-IVA | N.I.F.
        bank: Datos bancarios | Forma de pago: transferencia | Cuenta
        terms: Pago por transferencia bancaria. | Gracias por su confianza. | Forma de pago: transferencia a 30 días.
        page: Página {n} de {m} | Pág. {n}/{m} | {n} / {m}
        phone: Tel. | Teléfono | Tfno.
        thanks: ¡Gracias por su compra!"""),
    "it": table("""
        delivered: Data consegna | DDT del
        greeting: Spettabile cliente, | Vi fatturiamo quanto segue:
        invoice: Fattura | FATTURA | Fattura di vendita
        credit: Nota di credito | NOTA DI CREDITO
        number: Fattura n. | Numero fattura | N. fattura | Fattura nr. | Numero documento
        date: Data fattura | Data | Data documento | Data emissione
        due: Scadenza | Data scadenza | Da pagare entro il | Scadenza pagamento
        customer: Codice cliente | Cod. cliente | N. cliente
        order: Vs. ordine | Ordine n. | Rif. ordine
        billto: Cliente | Spett.le | Intestatario | Destinatario
        from: Fornitore | Cedente | Emittente
        position: N. | Pos. | Riga
        sku: Codice | Cod. art. | Articolo
        description: Descrizione | Descrizione beni/servizi | Prodotto
        quantity: Quantità | Q.tà | Qta
        unit: U.M. | Unità
        price: Prezzo | Prezzo unitario | Prezzo unit. | P. unit.
        amount: Importo | Totale | Importo netto | Totale riga
        rate: IVA | % IVA | Aliq. IVA
        discount: Sconto | Sc.
        subtotal: Subtotale | Totale merce | Somma
        net: Imponibile | Totale imponibile | Totale netto
        tax: IVA | Totale IVA | Imposta
        total: Totale fattura | Totale documento | Totale | Totale da pagare | TOTALE
        carried: A riportare | Riporto a pagina seguente
        brought: Riporto | Riporto da pagina {n}
        taxid: P. IVA | Partita IVA | P.IVA
        bank: Coordinate bancarie | Banca d'appoggio | Pagamento con bonifico
        terms: Pagamento: bonifico bancario. | Grazie per la fiducia. | Contributo ambientale assolto ove dovuto.
        page: Pagina {n} di {m} | Pag. {n}/{m} | Pag. {n}
        phone: Tel. | Telefono | T.
        thanks: Grazie e arrivederci!"""),
    "nl": table("""
        delivered: Leverdatum | Datum levering
        greeting: Geachte heer, mevrouw, | Hierbij brengen wij u in rekening:
        invoice: Factuur | FACTUUR | Verkoopfactuur
        credit: Creditnota | CREDITFACTUUR | Creditfactuur
        number: Factuurnummer | Factuurnr. | Factuur nr. | Nummer
        date: Factuurdatum | Datum | Datum factuur
        due: Vervaldatum | Te betalen vóór | Uiterste betaaldatum | Betalen voor
        customer: Klantnummer | Debiteurnr. | Klantnr.
        order: Ordernummer | Uw bestelling | Uw referentie
        billto: Factuuradres | Klant | Aan | Factuur aan
        from: Van | Leverancier | Verkoper
        position: Nr. | Pos. | Regel
        sku: Artikelnr. | Artikelcode | Code
        description: Omschrijving | Beschrijving | Artikel
        quantity: Aantal | Aant. | Hoeveelheid
        unit: Eenheid | Eenh.
        price: Prijs | Stukprijs | Prijs per stuk | Tarief
        amount: Bedrag | Totaal | Regeltotaal | Bedrag excl.
        rate: BTW | BTW % | Btw-tarief
        discount: Korting | Krt.
        subtotal: Subtotaal | Som | Goederenbedrag
        net: Totaal excl. btw | Netto bedrag | Totaal exclusief BTW | Grondslag
        tax: BTW | Btw-bedrag | Totaal BTW
        total: Totaal | Totaal incl. btw | Te betalen | Factuurbedrag | Totaalbedrag | Totaal te voldoen
        carried: Transport | Subtotaal over te brengen
        brought: Transport van pagina {n} | Transport
        taxid: BTW-nummer | Btw-nr. | BTW-ID | Btw-identificatienummer
        bank: Bankgegevens | Rekening | Overmaken naar
        terms: Betaling binnen 30 dagen. | Hartelijk dank voor uw opdracht. | Gelieve het factuurnummer te vermelden.
        page: Pagina {n} van {m} | Blad {n}/{m} | Pagina {n}
        phone: Tel. | Telefoon | T
        thanks: Bedankt en tot ziens!"""),
    "pt": table("""
        delivered: Data de entrega
        greeting: Exmos. Senhores,
        invoice: Fatura | FATURA | Factura
        credit: Nota de crédito | NOTA DE CRÉDITO
        number: Fatura n.º | N.º da fatura | Número da fatura | Documento n.º
        date: Data | Data de emissão | Data da fatura
        due: Data de vencimento | Vencimento | Pagar até
        customer: N.º cliente | Cód. cliente
        order: V/ Encomenda | Encomenda n.º
        billto: Cliente | Faturar a | Exmo.(s) Sr.(s)
        from: Emitente | Fornecedor
        position: N.º | Pos.
        sku: Código | Ref.
        description: Descrição | Designação | Artigo
        quantity: Quantidade | Qtd. | Quant.
        unit: Un. | Unidade
        price: Preço unitário | Preço unit. | Preço | P. unitário
        amount: Valor | Total | Montante | Valor líquido
        rate: IVA | IVA % | Taxa IVA
        discount: Desc. | Desconto
        subtotal: Subtotal | Soma | Total ilíquido
        net: Total líquido | Base tributável | Incidência | Valor sem IVA
        tax: IVA | Total IVA | Valor do IVA
        total: Total | Total a pagar | Total do documento | Valor total
        carried: A transportar
        brought: Transporte
        taxid: NIF | Contribuinte n.º | N.º contribuinte
        bank: Dados bancários | Pagamento por transferência
        terms: Pagamento a 30 dias. | Obrigado pela preferência.
        page: Página {n} de {m} | Pág. {n}/{m}
        phone: Tel. | Telef.
        thanks: Obrigado pela sua visita!"""),
    "pl": table("""
        delivered: Data sprzedaży | Data dostawy
        greeting: Szanowni Państwo,
        invoice: Faktura | FAKTURA VAT | Faktura VAT
        credit: Faktura korygująca
        number: Faktura nr | Numer faktury | Nr faktury | Nr
        date: Data wystawienia | Data | Data faktury
        due: Termin płatności | Zapłata do | Płatne do
        customer: Nr klienta | Numer klienta
        order: Nr zamówienia | Zamówienie
        billto: Nabywca | Odbiorca
        from: Sprzedawca | Wystawca
        position: Lp. | L.p.
        sku: Kod | Indeks
        description: Nazwa towaru lub usługi | Nazwa | Opis
        quantity: Ilość | Ilość szt.
        unit: J.m. | Jedn.
        price: Cena netto | Cena jedn. | Cena jednostkowa netto
        amount: Wartość netto | Kwota netto | Wartość
        rate: VAT | Stawka VAT | VAT %
        discount: Rabat
        subtotal: Suma częściowa | Suma pozycji
        net: Razem netto | Wartość netto | Suma netto
        tax: VAT | Kwota VAT | Podatek VAT
        total: Do zapłaty | Razem brutto | Razem do zapłaty | Wartość brutto
        carried: Do przeniesienia
        brought: Z przeniesienia
        taxid: NIP | NIP UE
        bank: Rachunek bankowy | Nr konta
        terms: Forma płatności: przelew. | Dziękujemy za zakupy.
        page: Strona {n} z {m} | Str. {n}/{m}
        phone: Tel. | Telefon
        thanks: Dziękujemy za zakupy!"""),
    "sv": table("""
        delivered: Leveransdatum
        greeting: Hej! Här kommer er faktura.
        invoice: Faktura | FAKTURA
        credit: Kreditfaktura | KREDITFAKTURA
        number: Fakturanummer | Fakturanr | Faktura nr
        date: Fakturadatum | Datum
        due: Förfallodatum | Förfallodag | Betalas senast
        customer: Kundnummer | Kundnr
        order: Ordernummer | Er referens
        billto: Kund | Fakturaadress | Faktureras till
        from: Säljare | Leverantör
        position: Nr | Rad
        sku: Artikelnr | Art.nr
        description: Beskrivning | Benämning | Artikel
        quantity: Antal | Kvantitet
        unit: Enhet | Enh.
        price: Pris | À-pris | Pris/enhet
        amount: Belopp | Summa | Radsumma
        rate: Moms | Moms %
        discount: Rabatt
        subtotal: Delsumma | Summa artiklar
        net: Summa exkl. moms | Netto | Belopp exkl. moms
        tax: Moms | Momsbelopp | Summa moms
        total: Att betala | Totalt | Summa att betala | Summa inkl. moms
        carried: Transport till nästa sida
        brought: Transport från sida {n}
        taxid: Momsreg.nr | VAT-nr | Momsregistreringsnummer
        bank: Bankuppgifter | Betalning till
        terms: Betalningsvillkor 30 dagar netto. | Tack för din beställning!
        page: Sida {n} av {m} | Sida {n} ({m})
        phone: Tel. | Telefon
        thanks: Tack för besöket!"""),
    "da": table("""
        delivered: Leveringsdato
        greeting: Hermed fremsendes faktura.
        invoice: Faktura | FAKTURA
        credit: Kreditnota | KREDITNOTA
        number: Fakturanummer | Fakturanr. | Faktura nr.
        date: Fakturadato | Dato
        due: Forfaldsdato | Betalingsfrist | Betales senest
        customer: Kundenr. | Kundenummer
        order: Ordrenr. | Deres reference
        billto: Kunde | Faktureres til
        from: Leverandør | Sælger
        position: Nr. | Pos.
        sku: Varenr. | Vare
        description: Beskrivelse | Tekst | Varebeskrivelse
        quantity: Antal | Mængde
        unit: Enhed | Enh.
        price: Pris | Stk. pris | Enhedspris
        amount: Beløb | I alt | Linjetotal
        rate: Moms | Moms %
        discount: Rabat
        subtotal: Subtotal | Varebeløb
        net: Total ekskl. moms | Nettobeløb | Momsgrundlag
        tax: Moms | Momsbeløb
        total: Total | At betale | I alt inkl. moms | Total inkl. moms
        carried: Transport
        brought: Transport fra side {n}
        taxid: CVR-nr. | CVR | SE-nr.
        bank: Bankoplysninger | Betaling til
        terms: Netto 30 dage. | Tak for handelen!
        page: Side {n} af {m} | Side {n}/{m}
        phone: Tlf. | Telefon
        thanks: Tak for besøget!"""),
}
