"""Values that programs stumble over: numbers, texts, names, patterns; what mutants are given instead of sound ones.

`Wild` has what an entrance should refuse; `Gentle` what would pass for sound, so that the steps behind it are reached."""

NUMBERS = [
    "0", "-0", "-1", "1", "2", "101", "1e-100", "1e100", "1e127", "1e-127", "-1e127", "1e128", "1e308", "1e309", "1e400", "-1e-400", "1e-12",
    "1e-13", "1e20", "1e21", "0.1", "0.30000000000000004", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "9" * 30, "9" * 31,
    "9" * 39, "9" * 400, "-" + "9" * 400, "0." + "0" * 126 + "1", "0." + "3" * 300, "1" + "0" * 5000, "9999", "10000", "1000000000", "1000000001",
]
# Such as are taken most often, so that what is behind the entrance is reached.
MILD = ["0", "1", "2", "3", "7", "-1", "0.5", "0.25", "0.999999", "1e-9", "1e-12", "0.1", "10", "50", "99", "100", "200", "300"]
SHORT_TEXTS = [
    "1471.60", "12,50", "1.234.567,89", "1'234.50", "-12", "0", "1e3", "1e20", "1e-12", "99999999999999999999.999999999999", "9" * 30, "0.000000000001", "٣٫١٤", "１２３", "½",
    "2026-02-03", "1900-01-01", "2199-12-31", "3.2.26", "31.12.2026", "19 %", "-100 %", "EUR", "€", "x", "a b", "Ä\u0308", "\u202e1", "𝕒", "\u0301" * 40, "x" * 99, "w " * 400,
    "z" * 4000, "DE02120300000000202051", "DE136695976", "a@office.example", "INV-7", "INVOICE INVOICE", "Total", "true", "no",
]
# By the name of what they stand for; those of one kind together.
WORDS = {
    "type": ["text", "number", "amount", "date", "currency", "boolean"],
    "occurrence": ["first", "last", "least", "greatest", "sum"], "arrangement": ["reading", "rows"], "documentType": ["invoice", "receipt", "bill", "statement", "other", "pdf", "xml"],
    "priority": ["low", "medium", "high", "urgent"], "pageType": ["cover", "header", "content", "footer", "summary", "attachment"],
    "rule": ["required", "positive", "date", "email", "iban", "vat", "sum:invoice.amounts.tax+invoice.amounts.tax", "sum:iban+iban", "regex:^.*$"],
    "format": ["email", "iban", "vat", "dd.MM.yyyy", "yyyyMMdd", "d", "MMMM", "yy" * 100, "^.+$"],
}
# No JSON.
BROKEN = ["NaN", "Infinity", "-Infinity", "01", "+1", "1.", ".5", "0x10", "1e", "--1", "1_000", "True", "nul", "undefined", "'x'", "1 2", "\"\t\"",
          "\"\\x41\"", "\"\\u12\"", "\"", "{", "[", "]", ",", "[1,]", "{\"a\"}", "{\"a\":1,}", "/**/1", "\ufeff1"]
TEXTS = [
    "", " ", "\t", "\0", "a\0b", "\x1b[31m", "\x7f" * 60, "\ud800", "\udfff\ud800", "\ufeff", "\u202e", "\u2028", "e\u0301" * 500, "\u0301" * 5000, "𝕒" * 99,
    "a" * 99, "a" * 101, "a" * 255, "a" * 256, "a" * 4096, "a" * 4097, "ß" * 2049, "\u20ac" * 4097, "x" * 65_536, "y" * 300_000, "%s%n%x", "{{7*7}}",
    "${7*7}", "../../etc/passwd", "' OR 1=1 -- ", "\"; DROP TABLE job; --", "<script>", "=1+1", "\r\nX: y", "null", "true", "[]", "NaN", "0", "-1",
    "1e100", "1.234.567,89", "1'234.50", "٣٫١٤", "１２３", "½", "−12", "1e127 EUR", "0000-00-00", "2026-02-30", "1899-12-31", "2200-01-01", "9999-12-31",
    "99999999999-01-01", "2026-13-45T99:99:99.999Z", "31.12.99999999999999999999", "0" * 24, "f" * 24, "F" * 24, "g" * 24, "document:", "document:" + "0" * 24,
    "https://attack.invalid/" + "a" * 2000, "http://[::1", "http://127.0.0.1:99999999999/", "file:///etc/passwd", "HTTP://a.invalid:0", "dd.MM.yyyy" * 50, "default",
    "deu+eng", "zz", "iban", "vat", "email", "DE" + "1" * 5000, "a@b" * 200, "@", "a@" + "b." * 127 + "c",
]
SOUND_NAMES = [
    "invoice.number", "invoice.date", "invoice.dueDate", "invoice.supplier.name", "invoice.supplier.taxId", "invoice.amounts.subtotal", "invoice.amounts.tax",
    "invoice.amounts.total", "invoice.amounts.currency", "lineItems[0].amount", "lineItems[9999].amount", "lineItems[77].quantity", "taxLines[0].rate",
    "taxLines[9999].tax", "amountDue", "discount", "shipping", "iban", "bic", "paymentTerms", "note", "mine",
]
NAMES = [
    "lineItems[-1].description", "lineItems[10000].description", "lineItems[9999].amount", "lineItems[9223372036854775807].amount",
    "lineItems[9223372036854775808].amount", "lineItems[-9223372036854775808].unitPrice", "lineItems[].amount", "lineItems[", "lineItems[0", "lineItems[0]",
    "lineItems[0].", "lineItems[0]amount", "lineItems[0].quantity.x", "lineItems[0][0].amount", "lineItems[00].amount", "lineItems[+1].amount",
    "lineItems[ 1].amount", "lineItems[٣].amount", "lineItems[1e3].amount", "lineItems[3].colour", "taxLines[-1].rate", "taxLines[10000].tax",
    "taxLines[9223372036854775807].net", "taxLines[0].rate", "invoice", "invoice.", ".", "..", "invoice..number", "invoice.number", "invoice.nummber",
    "invoice.amounts.total", "total", "Invoice Number", "amount", "iban", "discount", "note", "a.b.c.d.e.f.g.h", "[0]", "-1", "\0", "é", "x" * 100, "x" * 101,
]
SOUND_PATTERNS = [
    "(a+)+$", "(.*)*x", "(?s).+", "(?s)(?=(.+))", "(?=)", "(?!)", "(?<value>.*)", "(?P<value>\\d+)", "(?<a>(?<b>(?<c>x)))", "(?R)?a", "(?<x>a(?&x)?)",
    "(*ACCEPT)", "(*COMMIT)x", "(*LIMIT_MATCH=4294967295)(.*)*x", "(*NO_JIT)(a|a)*b", "(*UCP)\\w+", "\\X+", "(?<=a{1,255})b", "\\p{L}+", "(?i)straße", "^", "$",
    "\\z", "\\b", "(?m)^.*$", "(?m)^$", "\\R", "[^a]*[^b]*[^c]*~", "(\\d+\\.)+\\d{50}", "\\d", ".", "(?s)(.+)\\1", "(?<n>\\d)(?(<n>)a|b)",
    "(?(DEFINE)(?<d>\\d+))(?&d)", "(?|(a)|(b))\\1", "Total\\s+([\\d.,]+)", "INV-(\\d+)", "(?<value>[\\d.]+)\\s*EUR", "(.)", "(?<description>.+)",
    "(?<quantity>\\d+)\\s+(?<unitPrice>[\\d.]+)\\s+(?<amount>[\\d.]+)", "(\\w+)", "([\\d.,]+)", "(?s)^.*$", "x{0,1000}", "(?:a?){200}a{200}", "(?s).*?(?=\\z)",
]
BROKEN_PATTERNS = [
    "", "(", ")", "[", "[a", "a{", "a{1,", "a{65536}", "a{99999999999}", "(?<value", "(?<value>a)|(?<value>b)", "\\1", "\\99", "\\g{-1}", "(?R)", "(?1)", "(?<x>(?&x))",
    "(*LIMIT_HEAP=4294967295)x", "(*UTF)", "(?C1)x", "(?{1})", "\\C", "\\K.", "(?<=a\\Kb)c", "(?<!.*)x", "\\p{Nope}", "\\x{110000}", "\\x{d800}", "\\Qabc", "(?#",
    "(" * 250 + ")" * 250, "(?:" * 200 + "x" + ")*" * 200, "x" * 2000, "x" * 2001, "((((((a*)*)*)*)*)*)*b", "a\0b",
]
REPLACEMENTS = ["", "\\0", "\\0" * 250, "\\1", "\\9", "\\", "\\\\", "$0", "$1" * 100, "${value}", "\\g<0>", "y" * 500, "y" * 501, "\n", "\0", "\\0\\0\\0"]
KEYS = ["", "_id", "id", "account", "status", "$gt", "__proto__", "constructor", "a" * 65, "a" * 5000, "\0", "é", "x/y~z", "lineItems[-1]", "filename"]


ANNOTATION_TYPES = ["correction", "comment", "highlight", "redaction"]
# Around the ends of what a list may be asked for, and of what a machine counts.
OFFSETS = ["-1", "0", "1", "999999999", "1000000000", "1000000001", "2147483647", "4294967296", "4611686018427387904", "9223372036854775707",
           "9223372036854775708", "9223372036854775757", "9223372036854775806", "9223372036854775807", "9223372036854775808"]


class Wild:
    NUMBERS, TEXTS, NAMES = NUMBERS + MILD, TEXTS + SHORT_TEXTS, NAMES + SOUND_NAMES
    PATTERNS, WITH = SOUND_PATTERNS + BROKEN_PATTERNS, REPLACEMENTS


class Gentle:
    NUMBERS, TEXTS, PATTERNS = MILD, SHORT_TEXTS, SOUND_PATTERNS
    # Some of a table's rows that only look sound among them.
    NAMES = SOUND_NAMES + NAMES[:4] + ["lineItems[-1].amount", "lineItems[-2].quantity", "taxLines[-1].rate"]
    WITH = ["", "\\0", "\\0\\0", "\\0" * 99, "y" * 500, "\n", "a"]
