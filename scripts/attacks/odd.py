"""Values that programs stumble over: numbers, texts, names, patterns; what mutants are given instead of sound ones."""

NUMBERS = [
    "0", "-0", "-1", "1", "2", "101", "1e-100", "1e100", "1e127", "1e-127", "-1e127", "1e128", "1e308", "1e309", "1e400", "-1e-400", "1e-12",
    "1e-13", "1e20", "1e21", "0.1", "0.30000000000000004", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "9" * 30, "9" * 31,
    "9" * 39, "9" * 400, "-" + "9" * 400, "0." + "0" * 126 + "1", "0." + "3" * 300, "1" + "0" * 5000, "9999", "10000", "1000000000", "1000000001",
]
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
NAMES = [
    "lineItems[-1].description", "lineItems[10000].description", "lineItems[9999].amount", "lineItems[9223372036854775807].amount",
    "lineItems[9223372036854775808].amount", "lineItems[-9223372036854775808].unitPrice", "lineItems[].amount", "lineItems[", "lineItems[0", "lineItems[0]",
    "lineItems[0].", "lineItems[0]amount", "lineItems[0].quantity.x", "lineItems[0][0].amount", "lineItems[00].amount", "lineItems[+1].amount",
    "lineItems[ 1].amount", "lineItems[٣].amount", "lineItems[1e3].amount", "lineItems[3].colour", "taxLines[-1].rate", "taxLines[10000].tax",
    "taxLines[9223372036854775807].net", "taxLines[0].rate", "invoice", "invoice.", ".", "..", "invoice..number", "invoice.number", "invoice.nummber",
    "invoice.amounts.total", "total", "Invoice Number", "amount", "iban", "discount", "note", "a.b.c.d.e.f.g.h", "[0]", "-1", "\0", "é", "x" * 100, "x" * 101,
]
PATTERNS = [
    "(a+)+$", "(.*)*x", "(?s).+", "(?s)(?=(.+))", "(?=)", "(?!)", "", "(", ")", "[", "[a", "a{", "a{1,", "a{65536}", "a{99999999999}", "(?<value>.*)", "(?<value",
    "(?P<value>\\d+)", "(?<value>a)|(?<value>b)", "(?<a>(?<b>(?<c>x)))", "\\1", "\\99", "\\g{-1}", "(?R)", "(?1)", "(?<x>(?&x))", "(*ACCEPT)", "(*COMMIT)x",
    "(*LIMIT_MATCH=4294967295)(.*)*x", "(*LIMIT_HEAP=4294967295)x", "(*NO_JIT)(a|a)*b", "(*UTF)", "(*UCP)\\w+", "(?C1)x", "(?{1})", "\\C", "\\X+", "\\K.", "(?<=a\\Kb)c",
    "(?<=a{1,255})b", "(?<!.*)x", "\\p{L}+", "\\p{Nope}", "\\x{110000}", "\\x{d800}", "\\Qabc", "(?#", "(?i)straße", "^", "$", "\\z", "\\b", "(?m)^.*$", "(?m)^$", "\\R",
    "(" * 250 + ")" * 250, "(?:" * 200 + "x" + ")*" * 200, "x" * 2000, "x" * 2001, "((((((a*)*)*)*)*)*)*b", "[^a]*[^b]*[^c]*~", "(\\d+\\.)+\\d{50}", "\\d", ".",
    "(?s)(.+)\\1", "(?<n>\\d)(?(<n>)a|b)", "(?(DEFINE)(?<d>\\d+))(?&d)", "(?|(a)|(b))\\1", "a\0b", "Total\\s+([\\d.,]+)", "INV-(\\d+)", "(?<value>[\\d.]+)\\s*EUR",
]
REPLACEMENTS = ["", "\\0", "\\0" * 250, "\\1", "\\9", "\\", "\\\\", "$0", "$1" * 100, "${value}", "\\g<0>", "y" * 500, "y" * 501, "\n", "\0", "\\0\\0\\0"]
KEYS = ["", "_id", "id", "account", "status", "$gt", "__proto__", "constructor", "a" * 65, "a" * 5000, "\0", "é", "x/y~z", "lineItems[-1]", "filename"]
