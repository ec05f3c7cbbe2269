"""What the invented companies sell: name / second line | unit | price from–to | rate (0 the full one, 1 the reduced)."""

from decimal import Decimal

GOODS = {
    "en": """Site survey and report|h|55-120|0
Web hosting, business plan / 12 months, renewal|mo|9-40|0
A4 copy paper 80 g/m², box of 2500|pcs|14-31|0
LED panel 60x60 / 4000 K, 36 W, with driver|pcs|24-79|0
Delivery and unloading||18-95|0
Children's safety gate / steel, white|pcs|22-60|1
Thermal insulation boards / 1200 x 600 x 50 mm, pack of 8|pack|29-66|1
Annual software licence|pcs|120-940|0
Cable USB-C 2 m|pcs|4-15|0
Oak shelf, oiled|pcs|35-180|0
Project management|day|340-720|0
Cordless drill 18 V / with two batteries and case|pcs|89-229|0
Training workshop, half day||280-650|0
Stainless screws M6 x 40|box|3-12|0""",
    "de": """Montagearbeiten vor Ort|Std.|48-96|0
Kopierpapier A4, 80 g/m² / Karton mit 5 x 500 Blatt|Karton|19-34|0
Fachbuch Steuerrecht / 14. Auflage, gebunden|Stk.|29-89|1
LED-Leuchte 36 W / neutralweiß, inkl. Netzteil|Stk.|27-85|0
Anfahrtspauschale|psch.|35-65|0
Wartung Heizungsanlage|psch.|120-290|0
Mineralwasser, Kasten 12 x 0,7 l|Kasten|4-9|1
Kupferrohr 15 mm|m|6-14|0
Softwarepflege, monatlich|Mon.|49-320|0
Schrauben M8 x 50, verzinkt / DIN 933, 100 Stück|Pck.|8-24|0
Apfelsaft naturtrüb 1 l|Fl.|1-4|1
Schreibtisch höhenverstellbar / 160 x 80 cm, Buche|Stk.|289-690|0
Beratung und Konzept|Std.|80-140|0
Entsorgung Altmaterial|kg|1-3|0""",
    "fr": """Ramette papier A4 80 g / carton de 5|carton|18-36|0
Main-d'œuvre électricien|h|38-62|0
Livre technique|u|22-58|1
Lampe de bureau LED / bras articulé, noir|u|29-88|0
Frais de livraison||12-45|0
Plateau repas|u|14-26|2
Cartouche d'encre noire|u|17-42|0
Peinture mate blanche 10 l|pot|48-96|0
Maintenance informatique mensuelle|mois|90-410|0
Panier de légumes bio|u|9-21|1
Étude et conseil|jour|420-880|0
Câble réseau cat. 6 / 5 m, gris|u|5-12|0""",
    "es": """Taladro percutor 750 W|ud|49-119|0
Instalación eléctrica / mano de obra y pequeño material|h|28-52|0
Papel A4 80 g, caja de 5|caja|17-32|0
Aceite de oliva virgen 5 l|ud|28-46|1
Transporte y entrega||15-60|0
Pintura plástica blanca 15 l|ud|32-70|0
Silla de oficina / respaldo alto, negra|ud|79-240|0
Mantenimiento mensual|mes|60-280|0
Diseño de folleto|ud|120-380|0
Agua mineral, pack de 6|pack|2-5|1
Tornillos inox M6, caja de 100|caja|5-14|0""",
    "it": """Riparazione e manodopera|ore|32-58|0
Carta A4 80 g / scatola da 5 risme|scat|18-33|0
Filtro olio motore|pz|8-24|0
Pneumatico estivo 205/55 R16|pz|62-140|0
Vino rosso DOC 0,75 l|bott|6-19|0
Farina tipo 00, 25 kg|sacco|14-26|2
Consulenza tecnica|ore|55-110|0
Lampada da tavolo LED|pz|28-90|0
Trasporto||12-60|0
Piastrelle gres 60x60 / grigio chiaro, 1,44 mq|scat|22-48|0""",
    "nl": """Bureaustoel ergonomisch / zwart, met armleuningen|st|129-420|0
Kopieerpapier A4 80 g, doos 5 pak|doos|17-31|0
Montage op locatie|uur|42-78|0
Tulpenbollen gemengd, 100 stuks|zak|9-22|1
Bezorgkosten||8-35|0
Verf mat wit 10 liter|emmer|44-92|0
Onderhoudscontract, per maand|mnd|35-190|0
Appels Elstar, kist 10 kg|kist|11-19|1
Kabelgoot 2 m|st|6-15|0
Ontwerp en drukklaar maken|uur|55-95|0
Stekkerdoos 6-voudig / met schakelaar, 3 m|st|11-29|0""",
    "pt": """Azulejo branco 20x20|m2|9-24|0
Mão de obra|h|18-36|0
Pão de mistura|un|1-3|1
Papel A4 80 g / caixa com 5 resmas|cx|17-30|0
Transporte||10-55|0
Cadeira de escritório|un|69-210|0
Manutenção mensal|mês|45-190|0""",
    "pl": """Papier ksero A4 80 g|ryza|16-28|0
Usługa montażowa|godz.|80-160|0
Lampa LED biurkowa|szt.|59-190|0
Książka techniczna|szt.|39-99|1
Transport|usł.|40-160|0
Farba biała 10 l|szt.|89-210|0
Wkręty nierdzewne, opak. 100|opak.|19-49|0""",
    "sv": """Kopieringspapper A4|kart|189-320|0
Montering på plats|tim|420-780|0
Skrivbordslampa LED|st|299-990|0
Kaffe, bryggmalet 500 g|st|39-79|1
Frakt|st|79-290|0
Kontorsstol|st|990-3900|0
Målarfärg vit 10 l|st|490-990|0""",
    "da": """Kopipapir A4|ks.|179-310|0
Montage på stedet|timer|380-690|0
Skrivebordslampe LED|stk.|249-890|0
Fragt|stk.|75-280|0
Kontorstol|stk.|890-3600|0
Maling hvid 10 l|stk.|399-890|0
Rådgivning|timer|650-1200|0""",
}


def goods(language):
    rows = []
    for line in GOODS[language].splitlines():
        name, unit, span, rate = line.split("|")
        low, high = span.split("-")
        title, _, detail = name.partition(" / ")
        rows.append((title, detail, unit, Decimal(low), Decimal(high), int(rate)))
    return rows
