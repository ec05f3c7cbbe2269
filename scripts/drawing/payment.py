"""The payment code of an invoice: the European Payments Council's QR code for a SEPA transfer (EPC069-12)."""

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing


def sepa(invoice):
    supplier = invoice.supplier
    return "\n".join(
        ["BCD", "002", "1", "SCT", supplier.bic, supplier.name, supplier.iban, f"EUR{invoice.total:.2f}", "", "",
         f"Rechnung {invoice.number}"])


def draw(sheet, x, y, text, size=82):
    """The code with its upper left corner there; its quiet zone lies within `size`."""
    code = QrCodeWidget(text, barLevel="M", barWidth=size, barHeight=size)
    picture = Drawing(size, size)
    picture.add(code)
    renderPDF.draw(picture, sheet.canvas, x, sheet.height - y - size)
