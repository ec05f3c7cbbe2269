"""Changes JSON, XML and query strings; the same chance makes the same change."""

import json
import re
import urllib.parse

from . import odd


class Raw(str):
    """Written as it stands, whether or not it is JSON."""


class Pairs(list):
    """An object whose names may stand twice: lists of name and value."""


def tree(value):
    """JSON as something that can be damaged."""
    if isinstance(value, dict):
        return Pairs([name, tree(inner)] for name, inner in value.items())
    return [tree(inner) for inner in value] if isinstance(value, list) else value


def written(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, Pairs):
        return "{" + ",".join(f"{json.dumps(name)}:{written(inner)}" for name, inner in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value)


def _places(value, key=""):
    """Every value with its list, its index there and the name that it goes by."""
    for index, entry in enumerate(value):
        holder, at, name, inner = (entry, 1, entry[0], entry[1]) if isinstance(value, Pairs) else (value, index, key, entry)
        yield holder, at, name, inner
        if isinstance(inner, list):
            yield from _places(inner, name)


def mutated_json(value, chance):
    """Bytes; most of them JSON still."""
    damaged = tree(value)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(damaged))
        if places:
            chance.choice(CHANGES)(damaged, chance.choice(places), chance)
    text = written(damaged)
    # Lone surrogates stand as \\u escapes; `surrogatepass` is for what Raw brought.
    data = text.encode("utf-8", "surrogatepass")
    return mutated_bytes(data, chance) if chance.randrange(12) == 0 else data


def _another(_, place, chance):
    """Of the same kind, and odd."""
    holder, at, name, value = place
    holder[at] = odd_value(name, value, chance)


def odd_value(name, value, chance):
    if name in ("pattern", "start", "end", "row", "firstRow", "lastRow", "skip", "format", "rule"):
        prefix = chance.choice(("", "", "regex:", "sum:")) if name == "rule" else ""
        return prefix + chance.choice(odd.PATTERNS if prefix != "sum:" else odd.NAMES)
    if name == "with":
        return chance.choice(odd.REPLACEMENTS)
    if name in ("field", "name") and chance.randrange(3):
        return chance.choice(odd.NAMES)
    if isinstance(value, (int, float)) and not isinstance(value, bool) or isinstance(value, Raw):
        return Raw(chance.choice(odd.NUMBERS))
    return chance.choice(odd.TEXTS)


def _other_kind(_, place, chance):
    holder, at, name, value = place
    holder[at] = chance.choice((None, True, False, [], Pairs(), [value], Pairs([["value", value]]), [[]] * 30, Raw(chance.choice(odd.NUMBERS)),
                                chance.choice(odd.TEXTS), [None] * 600, written(value) if len(written(value)) < 1000 else "x"))


def _broken(_, place, chance):
    place[0][place[1]] = Raw(chance.choice(odd.BROKEN))


def _deep(_, place, chance):
    depth = chance.choice((5, 33, 65, 129, 513, 10_000, 100_000))
    opening, closing = chance.choice((("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")))
    place[0][place[1]] = Raw(opening * depth + "1" + (closing * depth if chance.randrange(4) else ""))


def _objects(damaged):
    return [damaged] * isinstance(damaged, Pairs) + [inner for *_, inner in _places(damaged) if isinstance(inner, Pairs)]


def _doubled(damaged, place, chance):
    """A name that stands twice, or that nobody knows."""
    target = chance.choice(_objects(damaged) or [Pairs()])
    known = [name for name, _ in target] or ["x"]
    name = chance.choice((chance.choice(known), chance.choice(known) + "x", chance.choice(known).upper(), chance.choice(odd.KEYS)))
    target.insert(chance.randrange(len(target) + 1), [name, odd_value(name, place[3], chance)])


def _crowded(damaged, place, chance):
    """Thousands of names or elements."""
    holder, at, _, value = place
    if isinstance(value, list) and not isinstance(value, Pairs) and value:
        holder[at] = value * chance.choice((2, 51, 201, 501, 3000))
    else:
        target = chance.choice(_objects(damaged) or [Pairs()])
        target.extend([f"n{number}", number] for number in range(chance.choice((101, 1000, 9000))))


def _gone(damaged, place, chance):
    target = chance.choice(_objects(damaged) or [Pairs()])
    if target:
        del target[chance.randrange(len(target))]


CHANGES = [_another] * 10 + [_other_kind] * 4 + [_broken, _deep, _doubled, _doubled, _crowded, _gone, _gone]


def mutated_bytes(data, chance):
    """Cut, changed, or in another encoding."""
    kind, place = chance.randrange(7), chance.randrange(len(data) or 1)
    if kind == 0:
        return data[:place]
    if kind == 1:
        return data[:place] + bytes([chance.randrange(256)]) + data[place + 1:]
    if kind == 2:
        return data[:place] + chance.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\0")) + data[place:]
    if kind == 3:
        return data[:place] + data[place + chance.randrange(1, 9):]
    if kind == 4:
        return data[:place] + data[place:place + chance.randrange(1, 99)] * chance.choice((2, 9, 99)) + data[place:]
    if kind == 5:
        return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "cp037", "utf-7")), "replace")
    return data + chance.choice((b"\0", b"}", b"]", b" {}", b"\n\n", data[:999]))


TAG = re.compile(r"(<[^>]*>)")


def mutated_xml(text, chance):
    """An electronic invoice with odd texts, or elements gone, doubled, crowded, deep."""
    parts = TAG.split(text)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        leaves = [n for n, part in enumerate(parts) if part and not part.startswith("<") and part.strip()]
        tags = [n for n, part in enumerate(parts) if part.startswith("<") and not part.startswith("<?")]
        if not leaves or not tags:
            break
        kind = chance.randrange(12)
        if kind < 7:
            parts[chance.choice(leaves)] = _xml_text(chance)
        elif kind == 7:
            del parts[chance.choice(tags)]
        elif kind == 8:
            begin, end = sorted((chance.choice(tags), chance.choice(tags)))
            parts[begin:end] = parts[begin:end] * chance.choice((0, 2, 3, 40))
        elif kind == 9:
            a, b = chance.choice(tags), chance.choice(tags)
            parts[a], parts[b] = parts[b], parts[a]
        elif kind == 10:
            depth = chance.choice((20, 300, 20_000))
            parts[chance.choice(leaves)] = "<a>" * depth + "1" + "</a>" * depth
        else:
            place = chance.choice(tags)
            parts[place] = re.sub('"[^"]*"', lambda _: '"' + _xml_text(chance)[:2000].replace('"', "") + '"', parts[place], count=1)
    changed = "".join(parts).encode("utf-8", "surrogatepass")
    return mutated_bytes(changed, chance) if chance.randrange(8) == 0 else changed


def _xml_text(chance):
    kind = chance.randrange(10)
    if kind < 6:
        return chance.choice(odd.NUMBERS)
    text = chance.choice(odd.TEXTS)
    if kind < 9:
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return chance.choice(("&#0;", "&#x110000;", "&#xD800;", "&a;", "&", "<![CDATA[" + text + "]]>", "<!--" + text + "-->", "<?x?>", "<b/>", "]]>"))


PARAMETERS = ["limit", "offset", "sort", "order", "filter", "search", "include", "format", "process", "jobs", "x"]
FILTERS = [
    {"status": "failed"}, {"priority": {"$in": ["high", "urgent"]}}, {"createdAt": {"$gte": "2026-01-01T00:00:00Z", "$lt": "2027-01-01T00:00:00Z"}},
    {"$or": [{"jobNumber": "7"}, {"$not": {"retryCount": {"$gt": 2}}}]}, {"metadata.cost.centre": {"$exists": True}}, {"confidence.overall": {"$lte": 0.5}},
    {"extractedData.invoice.amounts.total": {"$gt": 100.5}}, {"extractedData.invoice.date": {"$ne": "2026-02-03"}}, {"tags": "a"}, {"pageNumber": {"$nin": [1, 2]}},
    {"$and": [{"name": {"$eq": "a"}}, {"version": "1"}]}, {"cost": {"$gte": 0.01}},
]


def mutated_query(chance):
    """Some parameters of a list, each as likely sound as not."""
    pairs = []
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        name = chance.choice(PARAMETERS)
        if name == "filter":
            value = mutated_json(chance.choice(FILTERS), chance)[:20_000]
        elif name in ("limit", "offset") or chance.randrange(4) == 0:
            value = chance.choice(odd.NUMBERS).encode()
        elif name in ("sort", "order") and chance.randrange(2):
            value = chance.choice((b"asc", b"desc", b"createdAt", b"updatedAt", b"jobNumber", b"name", b"pageNumber", b"extractedData.invoice.date"))
        else:
            value = chance.choice(odd.TEXTS + odd.NAMES)[:9000].encode("utf-8", "surrogatepass")
        pairs.append(_encoded(name.encode(), chance) + chance.choice(("=", "=", "=", "=", "", "==")) + _encoded(value, chance))
    return chance.choice(("&", "&", "&", ";", "&&")).join(pairs)


def _encoded(data, chance):
    kind = chance.randrange(20)
    if kind == 0:
        return urllib.parse.quote(urllib.parse.quote(data))
    if kind == 1:
        return "".join(f"%{byte:02x}" for byte in data[:9000])
    if kind == 2:
        return urllib.parse.quote(data) + chance.choice(("%", "%f", "%zz", "%ff", "%00", "+", "%c0%ae", "%u0041"))
    return urllib.parse.quote(data, safe="")
