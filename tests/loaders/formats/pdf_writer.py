"""Documents of ``forms`` as PDF: drawn line by line, with raised marks, footnotes at the foot of the page, running headers.

Chinese is set in a font that every reader of PDF knows by name (STSong-Light), so that no font file is needed.
"""

import re
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .forms import Block, Document, pieces, whole

_LEFT, _RIGHT, _TOP, _FOOT = 90.0, 505.0, 760.0, 90.0
_SIZE, _SMALL, _LEAD = 10.0, 8.0, 13.0


@dataclass
class _Unit:
    """What is not broken over lines: a word, or a Chinese character with the punctuation behind it."""

    text: str
    url: str = ""
    mark: bool = False


def font(language: str) -> str:
    """The font in which a language is set."""
    if language != "zh":
        return "Times-Roman"
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def pdf(document: Document) -> bytes:
    """The file."""
    file = BytesIO()
    _Writer(document, Canvas(file, pagesize=(595, 842), invariant=True)).run()
    return file.getvalue()


class _Writer:
    def __init__(self, document: Document, canvas: Canvas) -> None:
        self.document, self.canvas = document, canvas
        self.font = font(document.language)
        self.y = _TOP
        self.page = 1
        self.foot: list[str] = []

    def run(self) -> None:
        for block in self.document.blocks:
            self._block(block)
        self._end_page()
        self.canvas.save()

    def _block(self, block: Block) -> None:
        if block.kind == "row":
            self._room(_LEAD)
            for n, cell in enumerate(block.cells):
                self._words(cell, _LEFT + 130 * n)
            self.y -= _LEAD
            return
        self.y -= 4 if block.kind in ("head", "plain", "closing") else 8
        size = 13.0 if block.kind in ("title", "heading", "annex") else _SIZE
        indent = 24.0 if block.kind in ("paragraph", "letter", "preamble", "formula") else 0.0
        left = 380.0 if block.kind == "closing" else _LEFT
        for n, line in enumerate(self._lines(whole(block), indent, size)):
            self._room(_LEAD * 3)
            self._line(line, left + (indent if n == 0 else 0), size)
            self.y -= _LEAD * size / _SIZE

    def _room(self, needed: float) -> None:
        if self.y - needed < _FOOT + _LEAD * len(self.foot) * 2:
            self._end_page()

    def _units(self, text: str) -> list[_Unit]:
        out: list[_Unit] = []
        for kind, words in pieces(text):
            if kind == "^":
                out.append(_Unit(words, mark=True))
            else:
                out += [_Unit(unit, kind) for unit in re.findall(r"[!-~\u2010-\u201f]+ ?|.[，。；：、）》”]*|\s", words)]
        return out

    def _width(self, unit: _Unit, size: float) -> float:
        return float(pdfmetrics.stringWidth(unit.text, self.font, 0.65 * size if unit.mark else size))

    def _lines(self, text: str, indent: float, size: float) -> list[list[_Unit]]:
        lines: list[list[_Unit]] = [[]]
        room = _RIGHT - _LEFT - indent
        for unit in self._units(text):
            wide = pdfmetrics.stringWidth(unit.text.rstrip(), self.font, size)
            if not unit.mark and lines[-1] and wide > room:
                lines.append([])
                room = _RIGHT - _LEFT
            lines[-1].append(unit)
            room -= self._width(unit, size)
        return lines

    def _line(self, line: list[_Unit], x: float, size: float) -> None:
        for unit in line:
            width = self._width(unit, size)
            if unit.mark:
                self._words(unit.text, x, 0.65 * size, 0.35 * size)
                self.foot.append(unit.text)
            else:
                self._words(unit.text, x, size)
            if unit.url:
                self.canvas.linkURL(unit.url, (x, self.y - 2, x + width, self.y + size), relative=0)
            x += width

    def _words(self, text: str, x: float, size: float = _SIZE, up: float = 0.0) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.y + up, text)

    def _end_page(self) -> None:
        self.y = _FOOT + _LEAD * (len(self.foot) - 1)
        if self.foot:
            self.canvas.line(_LEFT, self.y + _LEAD, _LEFT + 120, self.y + _LEAD)
        for mark in self.foot:
            self._words(mark, _LEFT, 0.65 * _SMALL, 0.35 * _SMALL)
            self._words(self.document.notes[mark], _LEFT + 12, _SMALL)
            self.y -= _LEAD
        if self.page > 1:
            self.y = 800
            self._words(self.document.symbol, _LEFT, _SMALL)
        self.y = 40
        self._words(str(self.page), 300, _SMALL)
        self.canvas.showPage()
        self.page, self.y, self.foot = self.page + 1, _TOP, []
