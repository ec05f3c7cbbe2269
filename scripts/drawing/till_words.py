"""The words on till slips, by language: what tills really print, capitals or not."""

from .wordings import table

TILL_WORDS = {
    "en": table("""
        receipt: Receipt No. | Receipt # | Trans No. | Bill No. | Invoice No.
        date: Date | DATE
        total: TOTAL | Total to pay | BALANCE DUE | Grand Total | Total Amount | AMOUNT DUE
        subtotal: SUBTOTAL | Sub Total | Items total
        discount: Loyalty discount | Staff discount | Coupon | Promotion
        itemdiscount: Discount | Price cut | Multibuy saving
        deposit: Bottle deposit | Deposit
        returned: Deposit return
        cash: CASH | Cash tendered | Tendered
        change: CHANGE | Change due | Your change
        card: VISA | MASTERCARD | Debit card | CARD
        rounding: Rounding | Rounding adjustment
        taxid: VAT No. | VAT Reg No | GB VAT
        rate: VAT rate | Code Rate | VAT %
        net: Net | Goods | Excl.
        tax: VAT | Tax
        gross: Gross | Total | Incl.
        count: Items | Number of items
        served: You were served by | Cashier | Operator
        slip: CUSTOMER COPY | CARDHOLDER COPY
        amount: AMOUNT | SALE
        approved: APPROVED | Verified by PIN
        thanks: Thank you for your visit | THANK YOU, PLEASE COME AGAIN
        points: Points earned today | Points balance
        hours: Open Mon-Sat 8 am to 9 pm"""),
    "de": table("""
        receipt: Bon-Nr. | Beleg-Nr. | Bonnr. | Rechnungs-Nr. | Kassenbon Nr.
        date: Datum | DATUM
        total: SUMME | Summe | GESAMT | Gesamtbetrag | ZU ZAHLEN | zu zahlen | TOTAL | Endbetrag
        subtotal: ZWISCHENSUMME | Zwischensumme
        discount: Kundenrabatt | Rabattcoupon | Mitarbeiterrabatt
        itemdiscount: Preisvorteil | Rabatt | Aktionsrabatt
        deposit: Pfand | Einwegpfand | PFAND 0,25
        returned: Leergut | Pfandrückgabe
        cash: BAR | Bar | GEGEBEN BAR | Bargeld | Gegeben
        change: RÜCKGELD | Rückgeld | Zurück | Wechselgeld
        card: EC-Karte | girocard | Kartenzahlung | Kreditkarte | EC-Cash
        rounding: Rundung | Rundungsdifferenz
        taxid: USt-IdNr. | UID Nr. | USt-ID | Steuer-Nr.
        rate: MwSt% | MWST-Satz | Steuer %
        net: Netto | NETTO | Nettobetrag
        tax: MwSt | MWST | USt
        gross: Brutto | BRUTTO | Umsatz
        count: Artikel | Anzahl Artikel | Posten
        served: Es bediente Sie | Bediener | Kassierer
        slip: Kundenbeleg | K-U-N-D-E-N-B-E-L-E-G
        amount: Betrag | BETRAG
        approved: Zahlung erfolgt | Genehmigt
        thanks: Vielen Dank für Ihren Einkauf | Danke, beehren Sie uns bald wieder
        points: Treuepunkte | Punktestand
        hours: Mo-Sa 7 bis 21 Uhr geöffnet"""),
    "fr": table("""
        receipt: Ticket n° | N° ticket | Facture n°
        date: Date | Le
        total: TOTAL | TOTAL TTC | TOTAL A PAYER | NET A PAYER | Montant dû
        subtotal: SOUS-TOTAL | Sous total
        discount: Remise fidélité | Bon d'achat
        itemdiscount: Remise | Remise immédiate
        deposit: Consigne
        returned: Retour consigne
        cash: ESPECES | Espèces | Reçu
        change: RENDU | Monnaie rendue | Rendu monnaie | A rendre
        card: CARTE BANCAIRE | CB | Carte bleue
        rounding: Arrondi
        taxid: TVA intracom. | N° TVA
        rate: Taux | TVA % | Code taux
        net: HT | Montant HT | Base HT
        tax: TVA | Montant TVA
        gross: TTC | Montant TTC
        count: Articles | Nb d'articles
        served: Vous avez été servi par | Caisse
        slip: TICKET CLIENT A CONSERVER
        amount: MONTANT REEL | MONTANT
        approved: DEBIT AUTORISE
        thanks: Merci de votre visite | MERCI ET A BIENTOT
        points: Points fidélité
        hours: Ouvert du lundi au samedi de 9h à 20h"""),
    "es": table("""
        receipt: Ticket n.º | Fact. simplificada | N.º ticket
        date: Fecha | FECHA
        total: TOTAL | TOTAL A PAGAR | Importe total | TOTAL COMPRA
        subtotal: SUBTOTAL | Subtotal
        discount: Descuento socio | Cupón
        itemdiscount: Descuento | Dto.
        deposit: Depósito envase
        returned: Devolución envase
        cash: EFECTIVO | Entregado | Efectivo
        change: CAMBIO | Su cambio | Devolución
        card: TARJETA | Tarjeta bancaria
        rounding: Redondeo
        taxid: NIF | CIF
        rate: IVA | IVA % | Tipo
        net: Base | Base imp. | BASE IMPONIBLE
        tax: Cuota | CUOTA
        gross: Total | PVP
        count: Artículos | N.º artículos
        served: Le atendió | Cajero
        slip: COPIA CLIENTE
        amount: IMPORTE
        approved: OPERACION AUTORIZADA
        thanks: Gracias por su compra | GRACIAS POR SU VISITA
        points: Puntos acumulados
        hours: Abierto de lunes a sábado de 9 a 21 h"""),
    "it": table("""
        receipt: Documento N. | Scontrino n. | DOC. N.
        date: Data | DATA
        total: TOTALE COMPLESSIVO | TOTALE | TOTALE EURO | Totale da pagare
        subtotal: SUBTOTALE | Subtotale
        discount: Sconto fedeltà | Buono sconto
        itemdiscount: SCONTO | Sconto
        deposit: Cauzione
        returned: Reso cauzione
        cash: CONTANTI | Pagamento contante | Contante
        change: RESTO | Resto
        card: BANCOMAT | Pagamento elettronico | Carta di credito
        rounding: Arrotondamento
        taxid: P.IVA | Partita IVA
        rate: IVA% | Aliquota
        net: Imponibile | IMPONIBILE
        tax: Imposta | IVA
        gross: Totale | Lordo
        count: Articoli | N. pezzi
        served: Operatore | Cassa
        slip: COPIA CLIENTE
        amount: IMPORTO
        approved: TRANSAZIONE AUTORIZZATA
        thanks: Grazie e arrivederci | GRAZIE DELLA VISITA
        points: Punti accumulati
        hours: Aperto tutti i giorni dalle 8 alle 20"""),
    "nl": table("""
        receipt: Bonnr. | Bonnummer | Kassabon
        date: Datum
        total: TOTAAL | Te betalen | Totaal EUR | TOTAAL TE BETALEN
        subtotal: SUBTOTAAL | Subtotaal
        discount: Ledenkorting | Bonuskorting
        itemdiscount: Korting | Actiekorting
        deposit: Statiegeld
        returned: Statiegeld retour
        cash: CONTANT | Contant | Ontvangen
        change: WISSELGELD | Terug | Wisselgeld
        card: PIN | Pinpas | Pinbetaling
        rounding: Afronding
        taxid: BTW-nr. | BTW nummer
        rate: BTW% | BTW tarief
        net: Excl. | Netto | Over
        tax: BTW | Btw bedrag
        gross: Incl. | Bruto
        count: Aantal artikelen | Artikelen
        served: U werd geholpen door | Kassa
        slip: KLANTTICKET
        amount: BEDRAG
        approved: AKKOORD
        thanks: Bedankt en tot ziens | Bedankt voor uw aankoop
        points: Spaarpunten
        hours: Open van 8 tot 20 uur"""),
    "pl": table("""
        receipt: Paragon nr | Nr wydr. | Nr paragonu
        date: Data
        total: SUMA PLN | SUMA | DO ZAPŁATY | RAZEM
        subtotal: PODSUMA | Podsuma
        discount: Rabat klubowy | Kupon
        itemdiscount: RABAT | Opust
        deposit: Kaucja
        returned: Zwrot kaucji
        cash: GOTÓWKA | Gotówka
        change: RESZTA | Reszta
        card: KARTA | Karta płatnicza
        rounding: Zaokrąglenie
        taxid: NIP
        rate: PTU | Stawka
        net: Netto
        tax: Kwota PTU | VAT
        gross: Brutto | Sprzedaż
        count: Liczba pozycji
        served: Kasjer
        slip: POTWIERDZENIE DLA KLIENTA
        amount: KWOTA
        approved: TRANSAKCJA ZAAKCEPTOWANA
        thanks: Dziękujemy za zakupy
        points: Punkty
        hours: Czynne 7-22"""),
    "sv": table("""
        receipt: Kvitto nr | Kvittonr
        date: Datum
        total: TOTALT | Att betala | SUMMA | Totalt SEK
        subtotal: Delsumma
        discount: Medlemsrabatt
        itemdiscount: Rabatt | Prisnedsättning
        deposit: Pant
        returned: Pantretur
        cash: Kontant | Mottaget kontant
        change: Växel | Tillbaka
        card: Kort | Kontokort
        rounding: Öresavrundning | Avrundning
        taxid: Org.nr | Momsreg.nr
        rate: Moms% | Moms %
        net: Netto | Exkl.
        tax: Moms
        gross: Brutto | Inkl.
        count: Antal varor
        served: Ni betjänades av | Kassa
        slip: KUNDENS EX
        amount: BELOPP
        approved: GODKÄNT
        thanks: Tack för besöket | Välkommen åter
        points: Bonuspoäng
        hours: Öppet alla dagar 8-22"""),
    "da": table("""
        receipt: Bon nr. | Kvittering nr.
        date: Dato
        total: TOTAL | At betale | I ALT
        subtotal: SUBTOTAL
        discount: Medlemsrabat
        itemdiscount: Rabat
        deposit: Pant
        returned: Pant retur
        cash: Kontant | KONTANT
        change: Tilbage | Byttepenge
        card: Dankort | Kort
        rounding: Afrunding | Øreafrunding
        taxid: CVR-nr.
        rate: Moms %
        net: Netto | Ekskl.
        tax: Moms | Heraf moms
        gross: Brutto | Inkl.
        count: Antal varer
        served: Ekspedient | Kasse
        slip: KUNDENS KVITTERING
        amount: BELØB
        approved: GODKENDT
        thanks: Tak for besøget | Tak for handlen
        points: Bonuspoint
        hours: Åbent alle dage 8-21"""),
    "pt": table("""
        receipt: Fatura simplificada | Talão n.º
        date: Data
        total: TOTAL A PAGAR | TOTAL | Total EUR
        subtotal: SUBTOTAL
        discount: Desconto cartão
        itemdiscount: Desconto | Desconto direto
        deposit: Depósito
        returned: Retorno depósito
        cash: NUMERÁRIO | Dinheiro | Entregue
        change: TROCO | Troco
        card: MULTIBANCO | Cartão
        rounding: Arredondamento
        taxid: NIF | Contribuinte n.º
        rate: Taxa IVA | IVA %
        net: Base | Incidência | V. líquido
        tax: IVA | Valor IVA
        gross: Total | Val. total
        count: Artigos | N.º de artigos
        served: Operador | Caixa
        slip: COPIA CLIENTE
        amount: MONTANTE
        approved: AUTORIZADO
        thanks: Obrigado pela sua visita
        points: Pontos
        hours: Aberto todos os dias das 9 às 21"""),
}
