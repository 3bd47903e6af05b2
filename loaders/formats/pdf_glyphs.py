"""A page of a PDF → its characters with their places, as they are read: upright, whatever way the page is turned."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_LINKS = 2_000
"""So many links of a page are looked at."""
_FOLDED = re.compile("[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff]")
"""Ligatures, and the forms of Han characters that stand for others: they are read as what they stand for."""
_HYPHENS = ("\x02", "\ufffe", "\u2010", "\u2011")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character. ``left``, ``right``, ``base`` (from the top of the page down) in points; ``size``: of its font; ``spaced``: a
    blank stands before it; ``url``: the address laid on it."""

    char: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False
    url: str = ""


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The visible characters of a page in the order in which the file has them; those that are turned against the others (as the
    words beside a chart) are left out."""
    found = list(_characters(page))
    turns = Counter(turn for _, _, _, turn in found if turn is not None)
    if not turns:
        return []
    turn = turns.most_common(1)[0][0]
    links = _links(page)
    out: list[Glyph] = []
    spaced = False
    for i, (char, box, size, own) in enumerate(found):
        if char.isspace() or own not in (turn, None):
            spaced = spaced or char.isspace()
            continue
        left, right, base = _upright(box, turn)
        if i + 1 < len(found):
            right = _end(left, right, base, _upright(found[i + 1][1], turn))
        out.append(Glyph(char, left, right, base, size, spaced, _address(links, box, right if turn == 0 else box[2])))
        spaced = False
    return out


def _end(left: float, right: float, base: float, following: tuple[float, float, float]) -> float:
    """Where a character ends: not behind the beginning of the next one in its line, whatever its shape."""
    begin, _, line = following
    return begin if abs(line - base) < 0.1 and left < begin < right else right


_Box = tuple[float, float, float, float, float, float]
"""Left, bottom, right, top, and the origin of a character as the file has them."""


def _characters(page: pdfium.PdfPage) -> Iterator[tuple[str, _Box, float, int | None]]:
    """Character, box, size, and by how many quarters it is turned (None: it has no direction)."""
    text = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        char = _char(raw.FPDFText_GetUnicode(text, i))
        if not char or raw.FPDFText_IsGenerated(text, i) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        angle = raw.FPDFText_GetCharAngle(text, i)
        turn = round(angle / (math.pi / 2)) % 4 if angle >= 0 else None
        size = _size(raw.FPDFText_GetFontSize(text, i), box, turn)
        yield char, (box.left, box.bottom, box.right, box.top, x.value, y.value), size, turn
    text.close()


def _char(code: int) -> str:
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    char = chr(code)
    if char in _HYPHENS:
        return "-"
    return unicodedata.normalize("NFKC", char) if _FOLDED.match(char) else char


def _size(nominal: float, box: raw.FS_RECTF, turn: int | None) -> float:
    """The size that is seen: some files set letters at size 1 and enlarge them."""
    height = box.right - box.left if turn in (1, 3) else box.top - box.bottom
    return nominal if nominal > 0 and 0.5 < height / nominal < 2.5 else max(height / 1.1, 0.1)


def _upright(box: _Box, turn: int) -> tuple[float, float, float]:
    """Left, right and base line (downwards) of a character on a page that is held so that its words are upright."""
    left, bottom, right, top, x, y = box
    if turn == 1:  # a quarter with the clock: the words run from the top down
        return -top, -bottom, -x
    if turn == 2:
        return -right, -left, y
    if turn == 3:
        return bottom, top, x
    return left, right, -y


# ---------------------------------------------------------------------- links
_Link = tuple[float, float, float, float, str]


def _links(page: pdfium.PdfPage) -> list[_Link]:
    """The rectangles of a page that lead to an address."""
    out: list[_Link] = []
    place, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    for _ in range(_LINKS):
        if not raw.FPDFLink_Enumerate(page, place, link):
            break
        url = _uri(page, link)
        if re.match(r"https?://", url) and raw.FPDFLink_GetAnnotRect(link, rect):
            out.append((rect.left, rect.bottom, rect.right, rect.top, url))
    return out


def _uri(page: pdfium.PdfPage, link: raw.FPDF_LINK) -> str:
    action = raw.FPDFLink_GetAction(link)
    size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
    if not 1 < size < 4096:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _address(links: list[_Link], box: _Box, end: float) -> str:
    """The address in whose rectangle the middle of a character stands."""
    if not links:
        return ""
    x, y = (box[0] + end) / 2, (box[1] + box[3]) / 2
    return next((url for left, bottom, right, top, url in links if left <= x <= right and bottom <= y <= top), "")
