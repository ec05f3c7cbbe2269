"""What the invented shops sell: name|price from-to|rate (0 the full one, 1 the reduced)|sold by weight."""

from decimal import Decimal

TILL_GOODS = {
    "en": "Brown bread 800g|1-3|1;Semi skimmed milk|1-2|1;Bananas loose|1-2|1|kg;Orange juice 1L|1-4|0;Washing powder|4-11|0;Batteries AA x4|3-7|0;"
          "Cheddar mature|2-5|1;Free range eggs|2-4|1;Notebook A5|1-4|0;Filter coffee|3-7|1;Light bulb LED|2-8|0;Tomatoes vine|1-3|1|kg",
    "de": "Vollkornbrot 500g|1-3|1;Landmilch 3,8%|1-2|1;Äpfel rot|1-3|1|kg;Orangensaft mild|1-3|0;Waschmittel flüssig|3-9|0;Batterien AA 4er|2-6|0;"
          "Bergkäse Stück|2-5|1;Eier Freiland 10er|2-4|1;Spülbürste|1-3|0;Röstkaffee gemahlen|4-8|1;Rosen Bund|3-8|1;Mineralwasser 1,5l|0-1|0",
    "fr": "Baguette tradition|1-2|1;Lait demi-écrémé|1-2|1;Pommes golden|1-3|1|kg;Lessive liquide|5-12|0;Piles AA x4|3-6|0;Comté râpé|2-5|1;"
          "Cahier A4|1-4|0;Café moulu|2-6|1;Tomates grappe|2-4|1|kg;Savon liquide|2-4|0;Beurre doux|1-3|1;Jus d'orange|1-3|1",
    "es": "Pan de molde|1-2|1;Leche entera 1L|1-2|1;Naranjas|1-3|1|kg;Detergente líquido|4-9|0;Pilas AA 4u|3-6|0;Queso curado|3-7|1;"
          "Cuaderno A4|1-4|0;Café molido|2-5|1;Tomate rama|1-3|1|kg;Gel de baño|2-4|0;Aceite de oliva|4-9|1;Zumo naranja|1-3|1",
    "it": "Pane casereccio|1-3|1;Latte intero|1-2|1;Mele gala|1-3|1|kg;Detersivo piatti|1-4|0;Pile stilo x4|3-6|0;Grana padano|3-8|1;"
          "Quaderno A4|1-3|0;Caffè macinato|2-6|1;Pomodori ramati|2-4|1|kg;Sapone liquido|1-3|0;Olio extra vergine|5-9|1;Succo arancia|1-3|1",
    "nl": "Volkorenbrood|1-3|1;Halfvolle melk|1-2|1;Appels elstar|1-3|1|kg;Wasmiddel|4-10|0;Batterijen AA|3-6|0;Belegen kaas|3-7|1;"
          "Schrift A4|1-3|0;Filterkoffie|3-7|1;Tomaten|1-3|1|kg;Afwasmiddel|1-3|0;Roomboter|1-3|1;Sinaasappelsap|1-3|1",
    "pl": "Chleb razowy|3-7|1;Mleko 2%|3-5|1;Jabłka|2-5|1|kg;Proszek do prania|15-39|0;Baterie AA|9-19|0;Ser żółty|5-12|1;Zeszyt A4|2-6|0;Kawa mielona|12-29|1",
    "sv": "Rågbröd|19-39|1;Mellanmjölk|12-19|1;Äpplen|15-35|1|kg;Tvättmedel|39-89|0;Batterier AA|29-59|0;Ost prästost|49-99|1;Diskborste|15-35|0;Bryggkaffe|39-69|1",
    "da": "Rugbrød|15-29|0;Letmælk|9-15|0;Æbler|12-29|0|kg;Vaskemiddel|29-69|0;Batterier AA|25-49|0;Ost skiver|19-39|0;Notesbog|15-39|0;Formalet kaffe|29-55|0",
    "pt": "Pão de forma|1-3|1;Leite meio gordo|1-2|1;Maçãs|1-3|1|kg;Detergente roupa|4-9|0;Pilhas AA|3-6|0;Queijo flamengo|2-5|1;Caderno A4|1-4|0;Café moído|2-5|1",
}


def till_goods(language):
    """(name, lowest price, highest price, index of the rate, whether sold by weight) for each thing."""
    rows = [row.split("|") for row in TILL_GOODS[language].split(";")]
    return [(row[0], *(Decimal(price) for price in row[1].split("-")), int(row[2]), len(row) > 3) for row in rows]
