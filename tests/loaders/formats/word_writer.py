"""Documents of ``forms`` as Word files: numbers counted by Word, real footnotes, a running header."""

import re
from io import BytesIO

import docx as word
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from .forms import Block, Document, pieces

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx(document: Document) -> bytes:
    """The file."""
    out = word.Document()
    _footnotes(out, document.notes)
    out.sections[0].header.paragraphs[0].text = document.symbol
    lists = _Lists(out)
    rows: list[tuple[str, ...]] = []
    for block in document.blocks:
        if block.kind == "row":
            rows.append(block.cells)
            continue
        if rows:
            _table(out, rows)
            rows = []
        paragraph = out.add_paragraph(style=f"Heading {block.level}" if block.kind == "heading" else None)
        if block.number:
            lists.number(paragraph, block)
        for kind, words in pieces(block.text):
            _run(out, paragraph, kind, words, document)
    file = BytesIO()
    out.save(file)
    return file.getvalue()


def _run(out: WordDocument, paragraph: Paragraph, kind: str, words: str, document: Document) -> None:
    if kind == "^":
        run = paragraph.add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(list(document.notes).index(words) + 1))
        run._element.append(reference)  # type: ignore[arg-type]  # any element may stand in a run
    elif kind:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), out.part.relate_to(kind, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(paragraph.add_run(words)._element)
        paragraph._element.append(link)  # type: ignore[arg-type]
    else:
        paragraph.add_run(words)


def _table(out: WordDocument, rows: list[tuple[str, ...]]) -> None:
    table = out.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            table.cell(i, j).text = cell


def _footnotes(out: WordDocument, notes: dict[str, str]) -> None:
    said = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
        for n, words in enumerate(notes.values(), 1)
    )
    rule = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    blob = f"<w:footnotes {_NS}>{rule}{said}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), _KIND, blob, out.part.package)
    out.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


class _Lists:
    """Lists of Word: one for each kind of number, begun anew where the number says so."""

    _FORMS = (
        (r"\d+\.", "decimal", "%{level}."),
        (r"\([a-z]\)", "lowerLetter", "(%{level})"),
        (r"[IVX]+\.", "upperRoman", "%{level}."),
        (r"[一二三四五六七八九十]+、", "chineseCounting", "%{level}、"),
    )

    def __init__(self, out: WordDocument) -> None:
        self.root = out.part.numbering_part.element
        self.numbers = 100
        self.now: dict[str, int] = {}
        for n, (_, kind, text) in enumerate(self._FORMS, 50):
            form = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text.format(level=1)}"/>'
            list_ = f'<w:abstractNum {_NS} w:abstractNumId="{n}"><w:lvl w:ilvl="0">{form}</w:lvl></w:abstractNum>'
            self.root.insert(0, parse_xml(list_))

    def number(self, paragraph: Paragraph, block: Block) -> None:
        """Word counts the paragraph."""
        n = next(i for i, (form, _, _) in enumerate(self._FORMS, 50) if re.fullmatch(form, block.number))
        if block.number in ("1.", "(a)", "I.", "一、"):
            self.numbers += 1
            self.now[str(n)] = self.numbers
            anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            self.root.append(parse_xml(f'<w:num {_NS} w:numId="{self.numbers}"><w:abstractNumId w:val="{n}"/>{anew}</w:num>'))
        told = f'<w:numPr {_NS}><w:ilvl w:val="0"/><w:numId w:val="{self.now[str(n)]}"/></w:numPr>'
        paragraph._element.get_or_add_pPr().append(parse_xml(told))  # type: ignore[arg-type]
