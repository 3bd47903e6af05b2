"""HTML → lines: each block of text a paragraph, each row of a table a line; nothing is fetched, no script is looked at."""

import re
from dataclasses import dataclass, field

from lxml import etree

from loaders.formats.html_notes import Notes, without_mark
from loaders.formats.lists import marker
from loaders.formats.model import Printed, Unreadable
from loaders.formats.words import Words
from loaders.text import encoding
from loaders.text.lines import Line

_SPAN = 60
"""A cell goes over so many columns or rows at the most."""
_SKIPPED = re.compile("head|script|style|template|noscript|nav|svg|math|iframe|object|embed|audio|video|canvas|form|button|select")
_BLOCKS = re.compile(
    "html|body|main|article|section|header|footer|aside|div|p|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|address|center|figure|"
    "figcaption|table|caption|thead|tbody|tfoot|tr|td|th|hr|fieldset|details|summary"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)|<\?xml[^>]{1,200}encoding\s*=\s*["']([A-Za-z0-9_-]+)""",
    re.IGNORECASE,
)
_BEGINS = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_HEAD = 4096
_LINES = 200
"""In so many paragraphs the script of a page shows."""

Element = etree._Element


def read(content: bytes) -> Printed:
    """The document; ``Unreadable`` where its encoding is not known, it nests too deeply or has no words."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_decoded(content).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"HTML that can't be read: {error.msg}; expected a page with paragraphs") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable("HTML whose elements nest too deeply; expected at most 255 levels, as in a page made for people")
    reader = _Reader(root)
    reader.block(root)
    if not reader.lines:
        raise Unreadable("HTML without words; expected a page with paragraphs")
    lines = tuple(reader.lines)
    return Printed(lines, "html", _language(root, "".join(line.text for line in lines[:_LINES])))


def _decoded(content: bytes) -> str:
    """The text: by its byte order mark, as it declares itself, else where an encoding is sure."""
    declared = _DECLARED.search(content[:_HEAD])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (declared[1] or declared[2]).decode("ascii").lower()
        try:
            return content.decode({"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "utf8": "utf-8"}.get(name, name))
        except (UnicodeDecodeError, LookupError) as error:
            raise Unreadable(f"HTML that says its encoding is {name}, and is not: {error}; save it as UTF-8") from error
    text = encoding.decode(content)
    if text is None:
        raise Unreadable("HTML that does not say its encoding; save it as UTF-8, or declare it (<meta charset=…>)")
    return text


def _language(root: Element, text: str) -> str | None:
    """The language that the page declares, where its script is not another (templates declare what they like)."""
    declared = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    language = declared.split("-")[0].lower() or None
    letters = re.findall(r"[^\W\d_]", text)
    chinese = sum("\u3400" <= c <= "\u9fff" for c in letters) > 0.3 * len(letters)
    return language if chinese == (language == "zh") else None


def _tag(element: Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


@dataclass
class _List:
    """A list that is being read: its kind (``1``, ``a``, ``i``, ``A``, ``I``, or a bullet) and the number of the next item."""

    kind: str
    next: int = 1


@dataclass
class _Reader:
    """Goes through the elements in order; ``words`` is the paragraph that stands open."""

    root: Element
    lines: list[Line] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    heading: int = 0
    lists: list[_List] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes = Notes(self.root)
        self.blocks = dict(self.notes.blocks)

    # ------------------------------------------------------------------ blocks
    def block(self, element: Element) -> None:
        """All that is printed in a block, without what follows it."""
        tag = _tag(element)
        if not tag or _is_hidden(element, tag) or element in self.blocks:
            return
        if tag == "table" and self._is_data(element):
            self._table(element)
            return
        self._end()
        self._open(element, tag)
        self._inside(element, "")
        self._end()
        if tag in ("ol", "ul"):
            self.lists.pop()
        self.heading = 0

    def _open(self, element: Element, tag: str) -> None:
        if tag in ("ol", "ul"):
            start = element.get("start") or "1"
            kind = (element.get("type") or "1") if tag == "ol" else "bullet"
            self.lists.append(_List(kind, int(start) if re.fullmatch(r"\d{1,4}", start) else 1))
        elif tag == "li" and self.lists:
            last = self.lists[-1]
            value = element.get("value") or ""
            last.next = int(value) if re.fullmatch(r"\d{1,4}", value) else last.next
            self.words.add(marker(last.kind, last.next))
            last.next += 1
        elif re.fullmatch(r"h[1-6]", tag):
            self.heading = int(tag[1])

    def _end(self) -> None:
        """The paragraph ends, unless it is only the number of an item whose words follow in a block of their own."""
        if re.fullmatch(r"(?:\d+\.|\([a-z]+\)|[A-Z]+\.|•)\s*", self.words.text):
            return
        line = self.words.line(heading=self.heading)
        self.words = Words()
        self._put(line)

    def _put(self, line: Line | None) -> None:
        if line:
            self.lines.append(line)
            for mark in [m.mark for m in line.marks]:
                self._note(mark)

    def _inside(self, element: Element, url: str) -> None:
        self.words.add(element.text or "", url)
        for child in element:
            tag = _tag(child)
            if _BLOCKS.fullmatch(tag):
                self.block(child)
            elif tag == "br":
                self._end()
            elif child in self.notes.marks:
                self.words.mark(self.notes.marks[child])
            elif tag and not _is_hidden(child, tag):
                href = child.get("href") or ""
                self._inside(child, href if tag == "a" and re.match(r"https?://", href) else url)
            self.words.add(child.tail or "", url)

    def _note(self, mark: str) -> None:
        """The footnote's words, behind the paragraph in which its mark stands."""
        kept, self.lines = self.lines, []
        words, self.words = self.words, Words()
        self.blocks.pop(self.notes.bodies[mark], None)
        self._inside(self.notes.bodies[mark], "")
        self._end()
        text = without_mark(" ".join(line.text for line in self.lines), mark)
        self.lines, self.words = kept, words
        self.blocks[self.notes.bodies[mark]] = mark
        if text:
            self.lines.append(Line(text, 0, 1, note=mark, whole=True))

    # ------------------------------------------------------------------ tables
    @staticmethod
    def _is_data(table: Element) -> bool:
        """Whether it is a table of data: no table inside, and rows of more than one cell."""
        rows = list(table.iter("tr"))
        return not any(e is not table for e in table.iter("table")) and any(len(row) > 1 for row in rows)

    def _table(self, table: Element) -> None:
        self._end()
        above: dict[int, int] = {}
        for element in table.iter("caption", "tr"):
            if _tag(element) == "caption":
                self.block(element)
            else:
                self._put(self._row(element, above))

    def _row(self, row: Element, above: dict[int, int]) -> Line | None:
        """A row; ``above``: columns into which cells of rows before it reach, and over how many more rows."""
        cells: list[str] = []
        whole = Words()
        for cell in row.iterchildren("td", "th"):
            self.words = Words()
            self.lines, kept = [], self.lines
            self._inside(cell, "")
            self._end()
            inside, self.lines = [line for line in self.lines if not line.note], kept
            for line in inside:
                whole.add(" ")
                whole.extend(Words(line.text, list(line.links), list(line.marks)))
            while above.get(len(cells)):
                above[len(cells)] -= 1
                cells.append("")
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            above |= {len(cells) + n: deep - 1 for n in range(wide)}
            cells += [" ".join(line.text for line in inside)] + [""] * (wide - 1)
        for column in [c for c, rows in above.items() if rows and c >= len(cells)]:
            above[column] -= 1
        self.words = Words()
        return whole.line(cells=tuple(cells))


def _span(cell: Element, name: str) -> int:
    """Over how many columns or rows a cell goes."""
    said = cell.get(name) or "1"
    return max(1, min(int(said), _SPAN)) if said.isdecimal() else 1


def _is_hidden(element: Element, tag: str) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
    return bool(_SKIPPED.fullmatch(tag) or hidden)


def begins(head: bytes) -> bool:
    """Whether the first bytes (without a byte order mark) are those of HTML."""
    return bool(_BEGINS.match(head))
