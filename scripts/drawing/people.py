"""Invented companies with addresses as their country writes them."""

from dataclasses import dataclass

from .identifiers import bic, digits, iban, tax_number

BRANDS = """Velt Brinkv Marv Tolb Querv Salvk Ondr Kestr Ruvn Pellw Fendr Draykv Lumkr Orvl Hazv Tarnw Belk Corvm Nimv Istrav
Vandr Jarrl Eskw Wolm Grynk Pascv Trelm Aumr Zelkv Murnd""".split()
ENDINGS = "ora in ano eck ix ara on ella is um ett aro ane ov ia".split()

COUNTRIES = {
    "GB": dict(
        language="en", currency="GBP", rates=(20, 5), legal="Ltd|Limited|LLP|PLC",
        trades="Consulting|Print Works|Garden Supplies|Electrical|Catering|Design Studio|Logistics|Joinery|Software",
        streets="{n} Harbour Lane|{n} Mill Street|Unit {n}, Tanner Yard|{n} Old Station Road|{n} Kingfisher Close|{n}a Elm Row",
        places="LS1 4QX Leeds|BN2 7HT Brighton|M4 5DR Manchester|EX4 3PL Exeter|NR3 1KA Norwich|EH6 6BB Edinburgh",
        place="{city}, {code}", phone="+44 1{a} {b}"),
    "IE": dict(
        language="en", currency="EUR", rates=(23, 13), legal="Ltd|Limited|DAC",
        trades="Roofing|Interiors|Data Services|Bakery Supplies|Engineering|Office Furniture",
        streets="{n} Quay View|{n} Abbey Terrace|Unit {n}, Northgate Park|{n} Bridge Street",
        places="D02 X285 Dublin|T12 W8KD Cork|H91 E4KC Galway|V94 T2XR Limerick", place="{city} {code}", phone="+353 1 {b}"),
    "US": dict(
        language="en", currency="USD", rates=(0, 7, 8), legal="Inc.|LLC|Corp.|Co.",
        trades="Supply|Landscaping|Web Services|Hardware|Roasters|Medical Supply|Fabrication|Staffing",
        streets="{n} Maple Avenue|{n}00 Industrial Blvd, Suite 4|{n} W 7th Street|{n}1 Lakeview Drive",
        places="OR 97205 Portland|OH 43215 Columbus|TX 78701 Austin|CO 80202 Denver|WI 53703 Madison",
        place="{city}, {code}", phone="(5{a}) 555-01{c}"),
    "DE": dict(
        language="de", currency="EUR", rates=(19, 7), legal="GmbH|GmbH & Co. KG|AG|e.K.|UG (haftungsbeschränkt)|KG",
        trades="Haustechnik|Bürobedarf|Werbetechnik|Elektro|Gartenbau|Softwarehaus|Metallbau|Großhandel|Druckerei|Logistik",
        streets="Lindenstraße {n}|Am Mühlbach {n}|Bahnhofstr. {n}|Gewerbering {n}|Rosenweg {n}a|Alte Landstraße {n}",
        places="90403 Nürnberg|28195 Bremen|01067 Dresden|79098 Freiburg|44135 Dortmund|99084 Erfurt|24103 Kiel",
        place="{code} {city}", phone="0{a} / {b}"),
    "AT": dict(
        language="de", currency="EUR", rates=(20, 10), legal="GmbH|OG|KG|e.U.",
        trades="Tischlerei|Installationen|Weinhandel|Medientechnik|Baustoffe",
        streets="Hauptplatz {n}|Wiener Straße {n}|Schulgasse {n}|Feldweg {n}/2",
        places="4020 Linz|8010 Graz|5020 Salzburg|6020 Innsbruck", place="{code} {city}", phone="+43 {a} {b}"),
    "CH": dict(
        language="de", currency="CHF", rates=(8.1, 2.6), legal="AG|GmbH|& Söhne AG",
        trades="Messtechnik|Käserei|Treuhand|Holzbau|Informatik|Uhrenservice",
        streets="Seestrasse {n}|Dorfstrasse {n}|Industriestrasse {n}|Kirchweg {n}",
        places="8400 Winterthur|3011 Bern|9000 St. Gallen|6003 Luzern", place="{code} {city}", phone="+41 {a} {b}"),
    "FR": dict(
        language="fr", currency="EUR", rates=(20, 5.5, 10), legal="SARL|SAS|SA|EURL",
        trades="Fournitures|Menuiserie|Imprimerie|Traiteur|Conseil|Matériaux|Jardinerie|Informatique",
        streets="{n} rue des Tilleuls|{n} avenue de la Gare|{n} bis, quai du Port|ZA des Vignes, lot {n}|{n} place du Marché",
        places="67000 Strasbourg|44000 Nantes|31000 Toulouse|38000 Grenoble|59000 Lille|21000 Dijon",
        place="{code} {city}", phone="0{d} {e} {e} {e} {e}"),
    "BE": dict(
        language="fr", currency="EUR", rates=(21, 6), legal="SRL|SA|SPRL",
        trades="Chocolaterie|Bureautique|Sanitaire|Événements", streets="{n} rue du Moulin|chaussée de Mons {n}|avenue Louise {n}",
        places="1050 Bruxelles|4000 Liège|5000 Namur", place="{code} {city}", phone="+32 2 {b}"),
    "ES": dict(
        language="es", currency="EUR", rates=(21, 10), legal="S.L.|S.A.|S.L.U.",
        trades="Ferretería|Suministros|Reformas|Artes Gráficas|Gestión|Hostelería|Papelería",
        streets="Calle Mayor, {n}|Avda. de la Paz, {n}|C/ del Olivo, {n}|Polígono Sur, nave {n}",
        places="46001 Valencia|41003 Sevilla|50004 Zaragoza|48001 Bilbao|29001 Málaga", place="{code} {city}",
        phone="9{c} {e} {e} {e}"),
    "IT": dict(
        language="it", currency="EUR", rates=(22, 10, 4), legal="S.r.l.|S.p.A.|S.n.c.|S.a.s.",
        trades="Officina|Tipografia|Forniture|Serramenti|Servizi|Cantina|Ceramiche",
        streets="Via Garibaldi {n}|Corso Italia {n}|Via dei Mulini {n}|Piazza Dante {n}",
        places="40121 Bologna|10121 Torino|37121 Verona|50122 Firenze|16121 Genova", place="{code} {city}", phone="+39 0{c} {b}"),
    "NL": dict(
        language="nl", currency="EUR", rates=(21, 9), legal="B.V.|V.O.F.|N.V.",
        trades="Groothandel|Bouw|Kantoor|Techniek|Bloemen|Transport|Drukwerk",
        streets="Dorpsstraat {n}|Havenweg {n}|Molenlaan {n}|Kerkstraat {n}-b",
        places="3511 LX Utrecht|5611 AZ Eindhoven|9712 HM Groningen|6811 KL Arnhem", place="{code} {city}", phone="0{c} - {b}"),
    "PT": dict(
        language="pt", currency="EUR", rates=(23, 6), legal="Lda.|S.A.|Unipessoal Lda.",
        trades="Cerâmicas|Materiais|Serviços|Panificadora", streets="Rua das Flores, {n}|Avenida da Liberdade, {n}|Largo do Pinheiro, {n}",
        places="4050-253 Porto|1250-096 Lisboa|3000-213 Coimbra", place="{code} {city}", phone="+351 2{c} {b}"),
    "PL": dict(
        language="pl", currency="PLN", rates=(23, 8), legal="Sp. z o.o.|S.A.|Sp. j.",
        trades="Hurtownia|Usługi|Budownictwo|Drukarnia", streets="ul. Lipowa {n}|ul. Kolejowa {n}|al. Wolności {n}",
        places="30-001 Kraków|50-072 Wrocław|61-701 Poznań|80-001 Gdańsk", place="{code} {city}", phone="+48 {a} {b}"),
    "SE": dict(
        language="sv", currency="SEK", rates=(25, 12), legal="AB|HB|Handelsbolag",
        trades="Bygg|Kontor|Teknik|Trädgård", streets="Storgatan {n}|Sjövägen {n}|Björkvägen {n}",
        places="411 05 Göteborg|753 10 Uppsala|211 22 Malmö|702 10 Örebro", place="{code} {city}", phone="0{c}-{b}"),
    "DK": dict(
        language="da", currency="DKK", rates=(25,), legal="A/S|ApS|I/S",
        trades="Byg|Kontor|Design|Handel", streets="Havnegade {n}|Skovvej {n}|Østergade {n}",
        places="8000 Aarhus C|5000 Odense C|9000 Aalborg|2100 København Ø", place="{code} {city}", phone="+45 {e} {e} {e} {e}"),
}


@dataclass
class Party:
    name: str
    street: str
    place: str
    country: str
    tax_id: str
    iban: str | None
    bic: str
    phone: str
    mail: str

    @property
    def address(self):
        return f"{self.street}, {self.place}"

    @property
    def lines(self):
        return [self.name, self.street, self.place]


def split_place(country, text):
    """"90403 Nürnberg" into its code and city; some countries' codes have two words."""
    words = text.split()
    count = 2 if country in ("GB", "IE", "US", "NL", "SE") else 1
    return " ".join(words[:count]), " ".join(words[count:])


def party(rng, country):
    facts = COUNTRIES[country]
    brand = rng.choice(BRANDS) + rng.choice(ENDINGS)
    trade, legal = rng.choice(facts["trades"].split("|")), rng.choice(facts["legal"].split("|"))
    name = rng.choice([f"{brand} {trade} {legal}", f"{trade} {brand} {legal}", f"{brand} {legal}"])
    code, city = split_place(country, rng.choice(facts["places"].split("|")))
    phone = facts["phone"].format(
        a=rng.randint(21, 98), b=digits(rng, 6), c=rng.randint(10, 79), d=rng.randint(1, 5), e=rng.randint(10, 98))
    number = tax_number(rng, country)
    if country in ("ES", "PT", "PL", "DK", "IT") and rng.random() < 0.5:
        number = number[2:]  # at home many leave the country's letters out
    domain = brand.lower() + rng.choice([".example", "-online.example"])
    return Party(
        name=name, street=rng.choice(facts["streets"].split("|")).format(n=rng.randint(2, 189)),
        place=facts["place"].format(code=code, city=city), country=country, tax_id=number,
        iban=iban(rng, country), bic=bic(rng, country), phone=phone, mail=rng.choice(["info@", "office@", "billing@"]) + domain)
