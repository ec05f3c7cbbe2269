"""Account and tax numbers whose check digits are right, since the reader verifies them."""


def digits(rng, count):
    return "".join(str(rng.randint(0, 9)) for _ in range(count))


def luhn(body):
    """The digit that makes `body` + digit pass Luhn's test."""
    total = 0
    for index, char in enumerate(reversed(body)):
        value = int(char) * (2 if index % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def iban(rng, country):
    shape = {
        "DE": "n18", "AT": "n16", "CH": "n17", "FR": "n23", "BE": "n12", "ES": "n20", "IT": "Ln22", "NL": "BBBBn10",
        "GB": "BBBBn14", "IE": "BBBBn14", "PT": "n21", "PL": "n24", "SE": "n20", "DK": "n14",
    }.get(country)
    if shape is None:
        return None
    letters = shape.rstrip("0123456789n")
    body = "".join(rng.choice("ABCDEFGHKLMNPRSTUVW") for _ in letters) + digits(rng, int(shape[len(letters) + 1:]))
    number = "".join(str(int(char, 36)) for char in body + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{body}"


def spaced(text):
    return " ".join(text[index:index + 4] for index in range(0, len(text), 4))


def bic(rng, country):
    return "".join(rng.choice("BCDEGKLMNOPRSTVX") for _ in range(4)) + country + rng.choice(["22", "2L", "MM", "33"]) + "XXX"


def weighted(body, weights):
    return sum(int(char) * weight for char, weight in zip(body, weights))


def german(rng):
    body = str(rng.randint(1, 9)) + digits(rng, 7)
    product = 10
    for char in body:
        total = (int(char) + product) % 10 or 10
        product = 2 * total % 11
    return f"DE{body}{(11 - product) % 10}"


def austrian(rng):
    body = digits(rng, 7)
    total = 0
    for index, char in enumerate(body):
        value = int(char) * (1 if index % 2 == 0 else 2)
        total += value // 10 + value % 10
    return f"ATU{body}{(96 - total) % 10}"


def swiss(rng):
    while True:
        body = digits(rng, 8)
        check = (11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4)) % 11) % 11
        if check < 10:
            number = body + str(check)
            return f"CHE-{number[:3]}.{number[3:6]}.{number[6:]}"


def french(rng):
    body = str(rng.randint(3, 9)) + digits(rng, 7)
    siren = body + luhn(body)
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def belgian(rng):
    body = "0" + str(rng.randint(4, 7)) + digits(rng, 6)
    return f"BE{body}{97 - int(body) % 97:02d}"


def spanish(rng):
    body = digits(rng, 7)
    return f"ESB{body}{luhn(body)}"


def italian(rng):
    body = "0" + digits(rng, 6) + rng.choice(["001", "015", "037", "058"])
    return f"IT{body}{luhn(body)}"


def dutch(rng):
    while True:
        body = digits(rng, 8)
        check = weighted(body, range(9, 1, -1)) % 11
        if check < 10:
            return f"NL{body}{check}B01"


def british(rng):
    body = str(rng.randint(1, 9)) + digits(rng, 6)
    return f"GB{body}{97 - weighted(body, range(8, 1, -1)) % 97:02d}"


def irish(rng):
    body = digits(rng, 7)
    return f"IE{body}{'WABCDEFGHIJKLMNOPQRSTUV'[weighted(body, range(8, 1, -1)) % 23]}"


def portuguese(rng):
    body = "5" + digits(rng, 7)
    check = 11 - weighted(body, range(9, 1, -1)) % 11
    return f"PT{body}{0 if check > 9 else check}"


def polish(rng):
    while True:
        body = str(rng.randint(1, 9)) + digits(rng, 8)
        check = weighted(body, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
        if check < 10:
            return f"PL{body}{check}"


def swedish(rng):
    body = "556" + digits(rng, 6)
    return f"SE{body}{luhn(body)}01"


def danish(rng):
    while True:
        body = str(rng.randint(1, 9)) + digits(rng, 6)
        check = -weighted(body, (2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"DK{body}{check}"


def american(rng):
    return f"{rng.randint(20, 88)}-{digits(rng, 7)}"


TAX_NUMBERS = {
    "DE": german, "AT": austrian, "CH": swiss, "FR": french, "BE": belgian, "ES": spanish, "IT": italian, "NL": dutch,
    "GB": british, "IE": irish, "PT": portuguese, "PL": polish, "SE": swedish, "DK": danish, "US": american,
}


def tax_number(rng, country):
    return TAX_NUMBERS[country](rng)
