"""The runs of a Word paragraph → words, hyperlinks and marks of footnotes."""

import re
from collections.abc import Iterator

from docx.opc.part import Part
from lxml import etree

from loaders.formats.words import Words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_INNER = ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo", "oMath", "r")
_SIGNS = {"tab": " ", "noBreakHyphen": "-", "cr": "\n", "softHyphen": "", "ptab": " "}

Element = etree._Element


def tag(element: Element) -> str:
    """The local name; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Runs:
    """Reads paragraphs of one part. ``ids``: the mark of each footnote → its id, in the order in which they are met."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.ids: dict[str, str] = {}
        self.field: list[str] = []
        self.shown = True

    def pieces(self, paragraph: Element, prefix: str) -> list[Words]:
        """The lines of a paragraph: one, or more where a line break is set. ``prefix``: its automatic number."""
        self.out = [Words(prefix)]
        self._inside(paragraph, "")
        return self.out

    def boxes(self, paragraph: Element) -> Iterator[Element]:
        """The text boxes anchored in a paragraph."""
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(tag(up) in ("Fallback", "txbxContent") for up in box.iterancestors()):
                yield box

    def _inside(self, parent: Element, url: str) -> None:
        for child in parent:
            name = tag(child)
            if name == "r":
                self._run(child, url)
            elif name == "hyperlink":
                self._inside(child, self._address(child) or url)
            elif name in _INNER or str(child.tag).startswith(MATH):
                self._inside(child, url)

    def _address(self, link: Element) -> str:
        relation = self.part.rels.get(link.get(_RELATION) or "")
        return relation.target_ref if relation is not None and re.match(r"https?://", relation.target_ref) else ""

    def _run(self, run: Element, url: str) -> None:
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in ("0", "false"):
            return
        custom = ""
        for child in run:
            name = tag(child)
            if name == "fldChar":
                self._field(child.get(f"{W}fldCharType") or "")
            elif name == "instrText":
                self.field[-1:] = [(self.field[-1] if self.field else "") + (child.text or "")]
            elif name in ("footnoteReference", "endnoteReference"):
                custom = self._reference(child, name.removesuffix("Reference"))
            elif name == "t":
                self._said(child.text or "", url, custom)
                custom = ""
            elif name == "br" and child.get(f"{W}type") in (None, "textWrapping"):
                self.out.append(Words())
            elif name in _SIGNS:
                self.out[-1].add(_SIGNS[name], url)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.field.append("")
        elif kind == "end" and self.field:
            self.field.pop()

    def _said(self, words: str, url: str, custom: str) -> None:
        if custom:
            self.out[-1].mark(words.strip())
            self.ids[words.strip()] = custom
            return
        laid = re.search(r'HYPERLINK\s+"(https?://[^"]+)"', self.field[-1]) if self.field else None
        self.out[-1].add(words, laid[1] if laid else url)

    def _reference(self, reference: Element, kind: str) -> str:
        """A mark that counts itself is set; the id of one whose sign follows is handed back."""
        note = f"{kind} {reference.get(f'{W}id')}"
        if reference.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            return note
        mark = str(1 + sum(name.isdecimal() for name in self.ids))
        self.ids[mark] = note
        self.out[-1].mark(mark)
        return ""
