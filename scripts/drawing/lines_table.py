"""The table of an invoice's lines, over as many pages as it takes."""

RIGHT = {"quantity", "price", "amount", "rate", "discount"}


def gtin(serial):
    """Thirteen digits of GS1's, the last of which checks the others; 200 to 299 begin numbers for use within a shop."""
    digits = f"200{serial % 10**9:09d}"
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-weighed % 10)


def cell(drawing, key, index, line):
    invoice, figures = drawing.invoice, drawing.invoice.figures
    if key == "quantity":
        text = figures.quantity(line.quantity)
        return f"{text} {line.unit}".strip() if drawing.style.with_unit and "unit" not in drawing.style.columns else text
    return {
        "position": str(index + 1), "sku": f"{invoice.supplier.name[0].upper()}{(index * 7919 + 1301) % 9000 + 1000}",
        "gtin": gtin(index * 7919 + 4012345), "description": line.title, "unit": line.unit, "price": figures.number(line.price), "rate": figures.percent(line.rate),
        "discount": figures.percent(line.discount) if line.discount else "", "amount": figures.number(invoice.shown(("line", index), line.amount)),
    }[key]


def column_places(drawing):
    """Column → (x, width); the description has what the others leave."""
    sheet, style, lines = drawing.sheet, drawing.style, drawing.invoice.lines
    widths = {}
    for key in style.columns:
        texts = [cell(drawing, key, index, line) for index, line in enumerate(lines)]
        widths[key] = max(sheet.measure(style.word(key), bold=True), *(sheet.measure(text) for text in texts)) + 14
    for key in ("gtin", "sku", "position", "unit", "discount", "rate"):
        widths["description"] = drawing.right - drawing.left - sum(w for k, w in widths.items() if k != "description")
        if widths["description"] < 150 and key in widths and not (key == "discount" and any(line.discount for line in lines)):
            del widths[key]
    widths["description"] = drawing.right - drawing.left - sum(w for k, w in widths.items() if k != "description")
    places, x = {}, drawing.left
    for key in style.columns:
        if key in widths:
            places[key] = (x, widths[key])
            x += widths[key]
    return places


def put(drawing, places, key, y, text, size=None, bold=False, colour=None):
    x, width = places[key]
    if key in RIGHT:
        drawing.sheet.text(x + width - 5, y, text, size, bold, "right", colour)
    else:
        drawing.sheet.text(x + 4, y, text, size, bold, colour=colour)


def head(drawing, places):
    sheet, style = drawing.sheet, drawing.style
    height = style.size * 1.8
    if style.table in ("filled", "zebra"):
        sheet.box(drawing.left, drawing.y - style.size - 2, drawing.right - drawing.left, height,
                  fill=style.accent if style.table == "filled" else "#e4e4e4", stroke=None)
    colour = "#ffffff" if style.table == "filled" else None
    for key in places:
        put(drawing, places, key, drawing.y + 1, style.word(key), bold=True, colour=colour)
    if style.table in ("rules", "grid"):
        sheet.rule(drawing.left, drawing.y - style.size - 2, drawing.right)
        sheet.rule(drawing.left, drawing.y + style.size * 0.6, drawing.right)
    drawing.y += height + 2


def carry(drawing, places, word, amount):
    if not drawing.style.carries:
        return
    text = drawing.style.word(word, n=max(1, drawing.sheet.pages - 1))
    put(drawing, places, "description", drawing.y, text)
    put(drawing, places, "amount", drawing.y, drawing.invoice.figures.number(amount))
    drawing.y += drawing.style.size * 1.8


def draw(drawing):
    sheet, style = drawing.sheet, drawing.style
    places = column_places(drawing)
    start = drawing.y - style.size - 2
    head(drawing, places)
    running = 0
    for index, line in enumerate(drawing.invoice.lines):
        width = places["description"][1] - 10
        titles, details = sheet.wrap(line.title, width), sheet.wrap(line.detail, width, style.size - 1)
        height = style.size * 1.3 * (len(titles) + len(details)) + style.size * 0.6
        if drawing.y + height > drawing.bottom - style.size * 2:
            grid(drawing, places, start)
            carry(drawing, places, "carried", running)
            drawing.next_page()
            start = drawing.y - style.size - 2
            head(drawing, places)
            carry(drawing, places, "brought", running)
        row(drawing, places, index, line, (titles, details), height)
        running += line.amount
    grid(drawing, places, start)
    drawing.y += style.size * 1.4


def row(drawing, places, index, line, texts, height):
    sheet, style = drawing.sheet, drawing.style
    titles, details = texts
    if style.table == "zebra" and index % 2 == 1:
        sheet.box(drawing.left, drawing.y - style.size - 1, drawing.right - drawing.left, height, fill="#f3f3f3", stroke=None)
    for key in places:
        if key != "description":
            put(drawing, places, key, drawing.y, cell(drawing, key, index, line))
    y = drawing.y
    for text in titles:
        put(drawing, places, "description", y, text)
        y += style.size * 1.3
    for text in details:
        put(drawing, places, "description", y, text, style.size - 1, colour="#444444")
        y += style.size * 1.3
    drawing.y += height
    if style.table in ("rules", "grid"):
        sheet.rule(drawing.left, drawing.y - style.size * 1.05, drawing.right, 0.3, "#999999")


def grid(drawing, places, start):
    if drawing.style.table != "grid":
        return
    end = drawing.y - drawing.style.size * 1.05
    for x in [place[0] for place in places.values()] + [drawing.right]:
        drawing.sheet.upright(x, start, end, 0.4, "#777777")
