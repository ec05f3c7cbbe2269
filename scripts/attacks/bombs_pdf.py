"""PDFs that nest, loop, lie and swell."""

import zlib


def document(objects, trailer="", version="1.7"):
    """Objects by number, from 1; object 1 is the catalogue."""
    out, places = [f"%PDF-{version}\n".encode()], {}
    size = len(out[0])
    for number, body in objects.items():
        places[number] = size
        piece = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        out.append(piece)
        size += len(piece)
    last = max(objects)
    table = [f"xref\n0 {last + 1}\n0000000000 65535 f \n"]
    table += [f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(1, last + 1)]
    table.append(f"trailer\n<< /Size {last + 1} /Root 1 0 R {trailer} >>\nstartxref\n{size}\n%%EOF\n")
    return b"".join(out) + "".join(table).encode()


def stream(data, dictionary=""):
    return f"<< /Length {len(data)} {dictionary} >>\nstream\n".encode() + data + b"\nendstream"


def page(content, resources="", box="0 0 595 842", more=None, page=""):
    """One page that draws `content`."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources << {resources} >> {page} >>".encode(),
        4: content if content.startswith(b"<<") else stream(content),
    }
    return document(objects | (more or {}))


def _flate(data, times):
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def _forms(depth, fan):
    """Forms that each draw the next `fan` times."""
    more = {}
    for level in range(depth):
        draws = (f"/F{level + 1} Do " * fan).encode() if level + 1 < depth else b"0 0 1 1 re f"
        more[10 + level] = stream(
            draws, f"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /F{level + 1} {11 + level} 0 R >> >>")
    return page(b"/F0 Do", "/XObject << /F0 10 0 R >>", more=more)


def with_image(dictionary, data, box="0 0 595 842"):
    """A page that shows one image."""
    image = {9: stream(data, f"/Type /XObject /Subtype /Image {dictionary}")}
    return page(b"595 0 0 842 0 0 cm /I Do", "/XObject << /I 9 0 R >>", box, image)


def _wordy(pages, rows):
    """So many pages that all show the same rows of two hundred amounts each, smaller than an eye could see."""
    amounts = " ".join(f"{number}.99" for number in range(200))
    text = "\n".join(f"1 0 0 1 5 {840 - 830 * row / rows:.2f} Tm ({amounts}) Tj" for row in range(rows))
    content = stream(zlib.compress(f"BT /F 1 Tf\n{text}\nET".encode(), 9), "/Filter /FlateDecode")
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    kids = " ".join(f"{5 + number} 0 R" for number in range(pages))
    return document({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 4: content} | {5 + number: leaf for number in range(pages)})


def _pages(count, flat=True):
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"}
    kids = " ".join(["3 0 R"] * count) if flat else ""
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()
    return document(objects)


def with_attachments(count, data):
    names = " ".join(f"(a{n}.xml) 9 0 R" for n in range(count))
    return document({
        1: f"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{names}] >> >> >>".encode(),
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        9: b"<< /Type /Filespec /F (factur-x.xml) /EF << /F 10 0 R >> >>",
        10: stream(data, "/Type /EmbeddedFile /Filter /FlateDecode"),
    })


def _attached_string():
    """A text instead of an embedded file's description, which crashes Poppler 22.12."""
    return document({
        1: b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.xml) 9 0 R] >> >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
        9: b"(factur-x.xml)",
    })


def _outline(depth):
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 10 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"}
    for level in range(depth):
        objects[10 + level] = f"<< /Title (x) /First {11 + level} 0 R /Last {11 + level} 0 R >>".encode()
    return document(objects)


def files():
    hog = b"0 0 m " + b"".join(b"%d %d l " % (n * 7919 % 595, n * 104729 % 842) for n in range(300_000)) + b"f*"
    yield "pdf-forms-2to30.pdf", _forms(30, 2)
    yield "pdf-forms-deep.pdf", _forms(5000, 1)
    yield "pdf-form-in-itself.pdf", page(
        b"/F Do", "/XObject << /F 9 0 R >>",
        more={9: stream(b"/F Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 9 0 R >> >>")})
    yield "pdf-path-300000.pdf", page(stream(zlib.compress(hog), "/Filter /FlateDecode"))
    yield "pdf-flate-in-flate.pdf", page(stream(_flate(_flate(bytes(1 << 28), 1), 1), "/Filter [/FlateDecode /FlateDecode]"))
    yield "pdf-flate-1gib.pdf", page(stream(_flate(bytes(1 << 28), 1), "/Filter /FlateDecode"))
    yield "pdf-runlength-chain.pdf", page(stream(b"\x81 " * 99 + b"\x80", "/Filter [" + "/RunLengthDecode " * 100 + "]"))
    yield "pdf-filter-chain.pdf", page(stream(b"00" * 999, "/Filter [" + "/ASCIIHexDecode " * 5000 + "]"))
    yield "pdf-14400.pdf", page(b"0 0 9 9 re f", box="0 0 14400 14400")
    yield "pdf-1e9.pdf", page(b"0 0 9 9 re f", box="0 0 1000000000 1000000000")
    yield "pdf-tiny.pdf", page(b"0 0 9 9 re f", box="0 0 0.001 0.001")
    yield "pdf-nan.pdf", page(b"0 0 9 9 re f", box="nan 1e400 -1e400 nan")
    yield "pdf-negative.pdf", page(b"0 0 9 9 re f", box="99 99 -99 -99")
    yield "pdf-userunit.pdf", page(b"0 0 9 9 re f", page="/UserUnit 75000")
    yield "pdf-image-30000.pdf", with_image(
        "/Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /FlateDecode", zlib.compress(bytes(9 << 20)))
    yield "pdf-image-2to31.pdf", with_image(
        "/Width 2147483647 /Height 2147483647 /BitsPerComponent 16 /ColorSpace /DeviceCMYK", bytes(100))
    yield "pdf-image-negative.pdf", with_image("/Width -5 /Height -5 /BitsPerComponent 8 /ColorSpace /DeviceGray", bytes(100))
    yield "pdf-jbig2.pdf", with_image(
        "/Width 9000 /Height 9000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode", b"\0\0\0\0\x30\0\x01\xff\xff\xff\xff" + bytes(99))
    yield "pdf-jpx.pdf", with_image("/Width 9000 /Height 9000 /Filter /JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + b"\xff\x4f\xff\x51" + b"\xff" * 99)
    yield "pdf-dct.pdf", with_image("/Width 9 /Height 9 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", b"\xff\xd8\xff\xc0" + b"\xff" * 99)
    yield "pdf-ccitt.pdf", with_image(
        "/Width 30000 /Height 30000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 2147483647 >>",
        b"\xff" * 99)
    yield "pdf-indexed-loop.pdf", with_image("/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace 9 0 R", bytes(99))
    yield "pdf-smask-loop.pdf", with_image("/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 9 0 R", bytes(99))
    yield "pdf-10000-pages.pdf", _pages(10_000)
    yield "pdf-201-pages.pdf", _pages(201)
    yield "pdf-20-million-words.pdf", _wordy(200, 500)
    yield "pdf-count-lies.pdf", document({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"})
    yield "pdf-count-negative.pdf", document({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count -5 >>"})
    yield "pdf-tree-cycle.pdf", document({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"})
    yield "pdf-xref-loop.pdf", document({1: b"<< /Type /Catalog /Pages 2 0 R >>"}, "/Prev 9").replace(b"/Prev 9", b"/Prev 55")
    yield "pdf-length-loop.pdf", page(b"<< /Length 4 0 R >>\nstream\nx\nendstream")
    yield "pdf-objstm-loop.pdf", document({
        1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"2 0 R",
        5: stream(b"2 0 << >>", "/Type /ObjStm /N 1000000000 /First 4 /Extends 5 0 R")})
    yield "pdf-deep-arrays.pdf", page(b"[" * 2_000_000)
    yield "pdf-deep-dictionaries.pdf", document({1: b"<< /A " * 200_000, 2: b"<< >>"})
    yield "pdf-deep-q.pdf", page(b"q " * 2_000_000)
    yield "pdf-deep-outline.pdf", _outline(20_000)
    yield "pdf-long-name.pdf", page(b"/" + b"A" * 2_000_000 + b" Do")
    yield "pdf-big-number.pdf", page(b"9" * 100_000 + b" 0 m")
    yield "pdf-font-loop.pdf", page(
        b"BT /F 12 Tf (x) Tj ET", "/Font << /F 9 0 R >>",
        more={9: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /x 10 0 R >> "
                 b"/Encoding << /Differences [120 /x] >> /FirstChar 120 /LastChar 120 /Widths [1] /Resources << /Font << /F 9 0 R >> >> >>",
              10: stream(b"BT /F 12 Tf (x) Tj ET")})
    yield "pdf-shading.pdf", page(
        b"/S sh", "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Domain [0 1e9 0 1e9] /Function "
                  "<< /FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1] /Length 0 >> >> >>")
    yield "pdf-tiling.pdf", page(
        b"/Pattern cs /P scn 0 0 595 842 re f", "/Pattern << /P 9 0 R >>",
        more={9: stream(b"0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 0.01 0.01] /XStep 0.001 /YStep 0.001 /Resources << >>")})
    yield "pdf-dash.pdf", page(b"[0.000001] 0 d 0 0 m 595 842 l S")
    yield "pdf-many-texts.pdf", page(
        b"BT /F 4 Tf 4 TL 0 842 Td " + b"(the quick brown fox jumps over the lazy dog and over it again and again) Tj T* " * 60_000 + b"ET",
        "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>")
    yield "pdf-attachments.pdf", with_attachments(1000, zlib.compress(b"<a/>"))
    yield "pdf-attachment-bomb.pdf", with_attachments(20, zlib.compress(bytes(1 << 28), 9))
    yield "pdf-attachment-string.pdf", _attached_string()
    yield "pdf-attachment-xxe.pdf", with_attachments(1, zlib.compress(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'))
    yield "pdf-javascript.pdf", document({
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while(1){}) >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"})
    yield "pdf-launch.pdf", document({
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"})
    yield "pdf-external-stream.pdf", page(b"<< /Length 0 /F (/etc/passwd) /FFilter /None >>\nstream\n\nendstream")
    yield "pdf-encrypt-garbage.pdf", document({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"},
                                               "/Encrypt << /Filter /Standard /V 5 /R 6 /Length 99999 /O () /U () /P -1 >> /ID [() ()]")
