"""Word (.docx) → lines: each paragraph with its automatic number, each row of a table, each footnote behind its paragraph."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from loaders import limits
from loaders.formats.docx_numbers import Numbers
from loaders.formats.docx_runs import MATH, Runs, W, tag
from loaders.formats.model import Printed, Unreadable
from loaders.formats.words import Words
from loaders.text.lines import Line

_PARTS = 5_000
"""A Word file has no more parts than that."""
_RATIO, _LARGE = 200, 5_000_000
"""Parts larger than so many bytes are not packed more tightly than this."""

_HEAD = 4096
"""So many bytes of a part are looked through for a document type."""

Element = etree._Element


def read(content: bytes) -> Printed:
    """The document; ``Unreadable`` where it is broken, encrypted, no Word document, or unpacks to more than the limit."""
    _weigh(content)
    try:
        document = docx.Document(BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError, OSError) as error:
        raise Unreadable(f"a Word file that can't be opened ({error}); expected a whole .docx. Open and save it in Word") from error
    reader = _Reader(document)
    reader.lines += reader.masthead()
    reader.blocks(document.element.body)
    if not reader.lines:
        raise Unreadable("a Word file without words; expected a document with paragraphs")
    facts = {"running": "\n".join(reader.running())}
    return Printed(tuple(reader.lines), "docx", None, {name: value for name, value in facts.items() if value})


def _weigh(content: bytes) -> None:
    """What the file would unpack to, before anything is unpacked."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"a broken zip archive ({error}); expected a whole .docx") from error
    if not any(part.filename.startswith("word/") for part in parts):
        raise Unreadable("an Office file or archive that is no Word document; expected a .docx with the part word/document.xml")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("an encrypted archive; save it without a password")
    size = sum(part.file_size for part in parts)
    most = limits.UNPACKED_BYTES.value
    dense = [p.filename for p in parts if p.file_size > _LARGE and p.file_size > _RATIO * max(1, p.compress_size)]
    if size > most or len(parts) > _PARTS or dense:
        raise Unreadable(
            f"a Word file of {len(parts)} parts that unpacks to {size:,} bytes; expected at most {_PARTS} parts, {most:,} bytes "
            f"({limits.UNPACKED_BYTES.name}), no part over {_LARGE:,} bytes packed more than {_RATIO} times"
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.open(part).read(_HEAD).replace(b"\0", b""):
            raise Unreadable(f"a Word file whose part {part.filename} has a document type; entities are not resolved. Save it anew")


class _Reader:
    """Goes through paragraphs and tables in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines: list[Line] = []
        self.numbers = Numbers(document)
        self.notes = {**self._notes(RELATIONSHIP_TYPE.FOOTNOTES, "footnote"), **self._notes(RELATIONSHIP_TYPE.ENDNOTES, "endnote")}
        self.runs = Runs(document.part)

    def _notes(self, kind: str, name: str) -> dict[str, Element]:
        """The footnotes by their ids."""
        part = next((rel.target_part for rel in self.document.part.rels.values() if rel.reltype == kind), None)
        if part is None:
            return {}
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        return {
            f"{name} {note.get(f'{W}id')}": note for note in root.iter(f"{W}{name}") if note.get(f"{W}type") in (None, "normal")
        }

    # ------------------------------------------------------------------ headers
    def masthead(self) -> Iterator[Line]:
        """What the header of the first page prints: symbol, organ, date."""
        section = self.document.sections[0] if len(self.document.sections) else None
        if section is None or not section.different_first_page_header_footer or section.first_page_header.is_linked_to_previous:
            return
        kept, self.lines = self.lines, []
        self.blocks(section.first_page_header._element)
        head, self.lines = self.lines, kept
        yield from head

    def running(self) -> list[str]:
        """What the running headers print, each once: they are no text."""
        said: dict[str, None] = {}
        for section in self.document.sections:
            for header in (section.header, section.even_page_header):
                if not header.is_linked_to_previous:
                    said |= dict.fromkeys(re.sub(r"\s+", " ", p.text).strip() for p in header.paragraphs)
        return [line for line in said if line]

    # ------------------------------------------------------------------ blocks
    def blocks(self, parent: Element) -> None:
        """Everything printed in a body, cell or content control."""
        for child in parent:
            name = tag(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                self.blocks(child)
            elif name == "oMathPara":
                self._put(Words("".join(t.text or "" for t in child.iter(f"{MATH}t"))).line())

    def _paragraph(self, paragraph: Element) -> None:
        heading = self.numbers.heading(paragraph)
        pieces = self.runs.pieces(paragraph, self.numbers.prefix(paragraph))
        for words in pieces:
            self._put(words.line(heading=heading))
        for box in self.runs.boxes(paragraph):
            self.blocks(box)

    def _put(self, line: Line | None) -> None:
        if line is None:
            return
        self.lines.append(line)
        for mark in line.marks:
            note = self.notes.get(self.runs.ids.get(mark.mark, ""))
            if note is not None and (text := self._note(note, mark.mark)):
                self.lines.append(text)

    def _note(self, note: Element, mark: str) -> Line | None:
        words = [p for paragraph in note.iter(f"{W}p") for p in Runs(self.document.part).pieces(paragraph, "")]
        text = re.sub(rf"^{re.escape(mark)}\s+", "", " ".join(word.text.strip() for word in words).strip())
        return Line(text, 0, 1, note=mark, whole=True) if text else None

    # ------------------------------------------------------------------ tables
    def _table(self, table: Element) -> None:
        rows = _children(table, "tr")
        if all(len(_children(row, "tc")) == 1 for row in rows) or any(True for _ in table.iter(f"{W}tbl") if _ is not table):
            for row in rows:  # a frame, not a table: its cells are read one after the other
                for cell in _children(row, "tc"):
                    self.blocks(cell)
            return
        for row in rows:
            self._row(row)

    def _row(self, row: Element) -> None:
        whole, cells = Words(), []
        for cell in _children(row, "tc"):
            inside = [words for p in cell.iter(f"{W}p") for words in self.runs.pieces(p, self.numbers.prefix(p))]
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = (span.get(f"{W}val") or "1") if span is not None else "1"
            said = " ".join(words.text.strip() for words in inside if words.text.strip())
            cells += [said] + [""] * (min(int(wide), 60) - 1 if wide.isdecimal() else 0)
            for words in inside:
                whole.add(" ")
                whole.extend(words)
        self._put(whole.line(cells=tuple(cells)))


def _children(parent: Element, name: str) -> list[Element]:
    """Children of that name, also those in content controls."""
    out: list[Element] = []
    for child in parent:
        if tag(child) == name:
            out.append(child)
        elif tag(child) in ("sdt", "sdtContent", "customXml", "ins"):
            out += _children(child, name)
    return out
