"""Changes JSON, XML and query strings; the same chance makes the same change."""

import copy
import json
import re
import urllib.parse

from . import odd


class Raw(str):
    """Written unchanged, even if it is not JSON."""


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
    """Bytes; most of them JSON still, and half of them what would pass for sound."""
    damaged, words = tree(value), chance.choice((odd.Wild, odd.Gentle))
    for _ in range(chance.choice((1, 1, 1, 2, 3, 9) if words is odd.Gentle else (1, 1, 1, 2, 3))):
        places = list(_places(damaged))
        if places:
            chance.choice(CHANGES if words is odd.Wild else GENTLE)(damaged, chance.choice(places), words, chance)
    # Lone surrogates stand as \\u escapes; `surrogatepass` is for what Raw brought.
    data = written(damaged).encode("utf-8", "surrogatepass")
    return mutated_bytes(data, chance) if words is odd.Wild and chance.randrange(6) == 0 else data


def _another(_, place, words, chance):
    """Of the same kind, and odd."""
    holder, at, name, value = place
    holder[at] = odd_value(name, value, words, chance)


def odd_value(name, value, words, chance):
    if name in odd.WORDS and chance.randrange(4 if words is odd.Wild else 40):
        return chance.choice(odd.ANNOTATION_TYPES if value in odd.ANNOTATION_TYPES else odd.WORDS[name])
    if name in ("pattern", "start", "end", "row", "firstRow", "lastRow", "skip", "format", "rule"):
        prefix = chance.choice(("regex:", "sum:")) if name == "rule" else ""
        return prefix + chance.choice(words.NAMES if prefix == "sum:" else words.PATTERNS)
    if name == "with":
        return chance.choice(words.WITH)
    if name in ("field", "name"):
        return chance.choice(words.NAMES)
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float, Raw)):
        return Raw(chance.choice(words.NUMBERS))
    return chance.choice(words.TEXTS) if isinstance(value, str) or words is odd.Wild else value


def _other_kind(_, place, words, chance):
    holder, at, name, value = place
    holder[at] = chance.choice((None, True, False, [], Pairs(), [value], Pairs([["value", value]]), [[]] * 30, Raw(chance.choice(odd.NUMBERS)),
                                chance.choice(odd.TEXTS), [None] * 600, written(value) if len(written(value)) < 1000 else "x"))


def _broken(_, place, words, chance):
    place[0][place[1]] = Raw(chance.choice(odd.BROKEN))


def _deep(_, place, words, chance):
    depth = chance.choice((5, 33, 65, 129, 513, 10_000, 100_000))
    opening, closing = chance.choice((("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")))
    place[0][place[1]] = Raw(opening * depth + "1" + (closing * depth if chance.randrange(4) else ""))


def _objects(damaged):
    return [damaged] * isinstance(damaged, Pairs) + [inner for *_, inner in _places(damaged) if isinstance(inner, Pairs)]


def _doubled(damaged, place, words, chance):
    """A name that occurs twice or is unknown."""
    target = chance.choice(_objects(damaged) or [Pairs()])
    known = [name for name, _ in target] or ["x"]
    name = chance.choice((chance.choice(known), chance.choice(known) + "x", chance.choice(known).upper(), chance.choice(odd.KEYS)))
    target.insert(chance.randrange(len(target) + 1), [name, odd_value(name, place[3], words, chance)])


def _crowded(damaged, place, words, chance):
    """Thousands of names or elements."""
    holder, at, _, value = place
    if isinstance(value, list) and not isinstance(value, Pairs) and value:
        holder[at] = value * chance.choice((2, 51, 201, 501, 3000))
    else:
        target = chance.choice(_objects(damaged) or [Pairs()])
        target.extend([f"n{number}", number] for number in range(chance.choice((101, 1000, 9000))))


def _twice(damaged, place, words, chance):
    """A list's element again, with something else in it."""
    lists = [inner for *_, inner in _places(damaged) if isinstance(inner, list) and not isinstance(inner, Pairs) and inner]
    if lists:
        target = chance.choice(lists)
        target.append(copy.deepcopy(chance.choice(target)))
        inner = list(_places([target[-1]]))
        _another(damaged, chance.choice(inner), words, chance)


def _gone(damaged, place, words, chance):
    target = chance.choice(_objects(damaged) or [Pairs()])
    if target:
        del target[chance.randrange(len(target))]


CHANGES = [_another] * 12 + [_other_kind] * 4 + [_broken, _deep, _doubled, _doubled, _crowded, _gone, _gone]
GENTLE = [_another] * 16 + [_twice] * 3 + [_gone]


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
AMOUNT = re.compile(r"\d+(\.\d+)?")


def mutated_xml(text, chance):
    """An electronic invoice with odd texts, or elements gone, doubled, crowded, deep."""
    parts = TAG.split(text)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        leaves = [n for n, part in enumerate(parts) if part.strip() and not part.startswith("<")]
        tags = [n for n, part in enumerate(parts) if part.startswith("<") and not part.startswith("<?")]
        if not leaves or not tags:
            break
        chance.choice(XML_CHANGES)(parts, leaves, tags, chance)
    changed = "".join(parts).encode("utf-8", "surrogatepass")
    return mutated_bytes(changed, chance) if chance.randrange(8) == 0 else changed


def _other_text(parts, leaves, tags, chance):
    parts[chance.choice(leaves)] = _xml_text(chance)


def _other_amounts(parts, leaves, tags, chance):
    """Extremes meet only where several are extreme."""
    number = chance.choice(odd.NUMBERS)
    for leaf in leaves:
        if AMOUNT.fullmatch(parts[leaf].strip()) and chance.randrange(4):
            parts[leaf] = number


def _deep_text(parts, leaves, tags, chance):
    depth = chance.choice((20, 300, 20_000))
    parts[chance.choice(leaves)] = "<a>" * depth + "1" + "</a>" * depth


def _lost_tag(parts, leaves, tags, chance):
    del parts[chance.choice(tags)]


def _crowded_tags(parts, leaves, tags, chance):
    begin, end = sorted((chance.choice(tags), chance.choice(tags)))
    parts[begin:end] = parts[begin:end] * chance.choice((0, 2, 3, 40))


def _swapped_tags(parts, leaves, tags, chance):
    a, b = chance.choice(tags), chance.choice(tags)
    parts[a], parts[b] = parts[b], parts[a]


def _other_attribute(parts, leaves, tags, chance):
    place = chance.choice(tags)
    parts[place] = re.sub('"[^"]*"', lambda _: '"' + _xml_text(chance)[:2000].replace('"', "") + '"', parts[place], count=1)


XML_CHANGES = [_other_text] * 11 + [_other_amounts] * 2 + [_deep_text, _lost_tag, _crowded_tags, _swapped_tags, _other_attribute]


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


SORTS = ["createdAt", "createdAt", "updatedAt", "updatedAt", "jobNumber", "name", "pageNumber"]
SOUND_PARAMETERS = {"limit": ["1", "50", "100", "100"], "offset": ["0", "1", "1000000000"], "sort": SORTS, "order": ["asc", "desc"],
                    "search": ["Rechnung", "a b", "\"INV 7\"", "x*", "é"], "include": ["ocrResults"], "format": ["json", "csv", "text", "hocr", "alto"]}


def mutated_query(chance):
    """Some parameters of a list; in one half of them one alone is odd, and often that is how far the list begins."""
    if chance.randrange(2):
        names = chance.sample(PARAMETERS[:6], chance.choice((1, 2, 3)))
        odd_ones = {chance.choice(names)}
        if chance.randrange(3) == 0:
            names, odd_ones = ["limit", "offset"], {"offset"}
    else:
        names = chance.choices(PARAMETERS, k=chance.choice((1, 2, 5)))
        odd_ones = set(names)
    pairs = []
    for name in names:
        is_sound = name in SOUND_PARAMETERS and name not in odd_ones
        value = chance.choice(SOUND_PARAMETERS[name]).encode() if is_sound else _odd_parameter(name, chance)
        pairs.append(f"{name}{chance.choice(('=',) * 20 + ('', '=='))}{_encoded(value, chance)}")
    return chance.choice(("&",) * 20 + (";", "&&")).join(pairs)


def _odd_parameter(name, chance):
    if name == "filter":
        return mutated_json(chance.choice(FILTERS), chance)[:20_000]
    if name in ("limit", "offset") and chance.randrange(5):
        return chance.choice(chance.choice((odd.OFFSETS, odd.NUMBERS))).encode()
    return chance.choice(odd.TEXTS + odd.NAMES + odd.NUMBERS)[:9000].encode("utf-8", "surrogatepass")


def _encoded(data, chance):
    kind = chance.randrange(40)
    if kind == 0:
        return urllib.parse.quote(urllib.parse.quote(data))
    if kind == 1:
        return "".join(f"%{byte:02x}" for byte in data[:9000])
    if kind == 2:
        return urllib.parse.quote(data) + chance.choice(("%", "%f", "%zz", "%ff", "%00", "+", "%c0%ae", "%u0041"))
    return urllib.parse.quote(data, safe="")
