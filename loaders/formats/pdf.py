"""PDF → lines: paragraphs put together by where the words stand on the page, footnotes behind theirs, without running headers."""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loaders import limits
from loaders.formats.model import Printed, Unreadable
from loaders.formats.pdf_fonts import stand_in
from loaders.formats.pdf_furniture import without_furniture
from loaders.formats.pdf_glyphs import glyphs
from loaders.formats.pdf_paragraphs import lines
from loaders.formats.pdf_rows import Row, rows

_PAGES = 5_000
"""A document has no more pages than that."""


def read(content: bytes) -> Printed:
    """The document; ``Unreadable`` where it is encrypted, broken, too long or has no words (a scan)."""
    stand_in()
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise Unreadable(_refused(error)) from error
    if len(document) > _PAGES:
        raise Unreadable(f"a PDF of {len(document):,} pages; expected {_PAGES:,} at the most")
    pages, symbols = without_furniture([_page(document, number) for number in range(len(document))])
    found = tuple(lines(pages))
    if not found:
        raise Unreadable("a PDF without words (a scan?); expected one made from text. Recognise its letters (OCR) first")
    return Printed(found, "pdf", None, {"running": "\n".join(symbols)} if symbols else {})


def _refused(error: pdfium.PdfiumError) -> str:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return "a PDF that is encrypted with a password; save it without one"
    return f"a PDF that can't be opened ({error}); expected a whole file. Open and save it in a PDF program, or fetch it again"


def _page(document: pdfium.PdfDocument, number: int) -> list[Row]:
    try:
        page = document[number]
        found = glyphs(page)
        page.close()
    except pdfium.PdfiumError as error:
        raise Unreadable(f"a PDF whose page {number + 1} can't be read ({error}); expected a whole file") from error
    if len(found) > limits.TEXT_CHARACTERS.value:
        raise Unreadable(f"a PDF whose page {number + 1} has {len(found):,} characters; expected a page")
    return rows(found)
