"""Pictures and PDFs as people attach them, good ones and broken ones."""

from __future__ import annotations

import io

from PIL import Image

PDF_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def a_picture(width: int = 64, height: int = 48, kind: str = "PNG") -> bytes:
    """Return a readable picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (200, 220, 240)).save(out, kind)
    return out.getvalue()


def a_pdf(*, before: bytes = b"", after: bytes = b"") -> bytes:
    """Return a PDF with one empty page and a table of where its parts are."""
    content = b"%PDF-1.4\n"
    places = []
    for number, written in enumerate(PDF_OBJECTS, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(places) + 1)
    content += b"startxref\n%d\n%%%%EOF\n" % table
    return before + content + after
