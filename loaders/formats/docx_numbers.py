"""The automatic numbers of Word: which number stands in front of a paragraph, though no word of it is in the text."""

import re
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from loaders.formats.docx_runs import W
from loaders.formats.lists import BULLET, counted

Element = etree._Element

_KINDS = {
    "decimal": "1", "decimalZero": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
    "chineseCounting": "一", "chineseCountingThousand": "一", "ideographDigital": "一", "japaneseCounting": "一",
    "taiwaneseCountingThousand": "一", "ideographTraditional": "一",
}  # fmt: skip
_LEVELS = 9


@dataclass
class _Level:
    """A level of a list: its kind of numerals (``bullet`` and ``none`` too), the pattern ``%1.%2``, where it starts."""

    kind: str = "1"
    text: str = ""
    start: int = 1
    restart: int | None = None


@dataclass
class _Counter:
    """Where the counting of a list stands, level by level."""

    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbers:
    """The lists of a document, counted while its paragraphs are read in order."""

    def __init__(self, document: Document) -> None:
        self.styles = {style.get(f"{W}styleId") or "": style for style in document.styles.element.iter(f"{W}style")}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING), None)
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True)) if part is not None else None
        self.abstract = {e.get(f"{W}abstractNumId") or "": e for e in root.iter(f"{W}abstractNum")} if root is not None else {}
        self.lists = {e.get(f"{W}numId") or "": e for e in root.iter(f"{W}num")} if root is not None else {}
        self.linked = {
            link.get(f"{W}val") or "": key for key, e in self.abstract.items() if (link := e.find(f"{W}styleLink")) is not None
        }
        self.counters: dict[str, _Counter] = {}
        self.known: dict[str, tuple[dict[int, _Level], str]] = {}
        self.begun: set[tuple[str, int]] = set()

    def heading(self, paragraph: Element) -> int:
        """The level of a heading, told by the outline level or the name of the style; 0 where it is none."""
        level = self._inherited(paragraph, "outlineLvl")
        if level is not None and level.isdecimal() and int(level) < _LEVELS:
            return int(level) + 1
        for style in self._styles(paragraph):
            name = style.find(f"{W}name")
            if name is not None and (match := re.search(r"(?i)\b(?:heading|h)[ _]?(\d)\b", name.get(f"{W}val") or "")):
                return int(match[1])
        return 0

    def prefix(self, paragraph: Element) -> str:
        """The number in front of the paragraph, with a blank behind it; the list counts on."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, level = found
        levels, key = self._levels(number)
        if level not in levels:
            return ""
        values = self._count(number, key, level, levels)
        at = levels[level]
        if at.kind == "bullet":
            return BULLET
        text = re.sub(r"%(\d)", lambda m: self._said(levels, values, int(m[1]) - 1), "" if at.kind == "none" else at.text)
        return f"{text} " if text else ""

    @staticmethod
    def _said(levels: dict[int, _Level], values: list[int | None], level: int) -> str:
        at = levels.get(level, _Level())
        value = values[level] if level < _LEVELS else None
        return counted(at.kind if at.kind in "1aAiI一" else "1", value if value is not None else at.start)

    # ------------------------------------------------------------------ counting
    def _count(self, number: str, key: str, level: int, levels: dict[int, _Level]) -> list[int | None]:
        values = self.counters.setdefault(key, _Counter()).values
        override = self._override(number, level)
        if override is not None and (number, level) not in self.begun:
            values[level] = override
        else:
            now = values[level]
            values[level] = levels[level].start if now is None else now + 1
        self.begun.add((number, level))
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, _Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                values[deeper] = None
        for above in range(level):
            if values[above] is None:
                values[above] = levels.get(above, _Level()).start
        return values

    def _override(self, number: str, level: int) -> int | None:
        for element in self.lists[number].iter(f"{W}lvlOverride"):
            start = element.find(f"{W}startOverride")
            if element.get(f"{W}ilvl") == str(level) and start is not None:
                return _whole(start.get(f"{W}val"), 1)
        return None

    def _levels(self, number: str) -> tuple[dict[int, _Level], str]:
        """The levels of a list, and the key of what it counts with others."""
        if number not in self.known:
            self.known[number] = self._read_levels(number)
        return self.known[number]

    def _read_levels(self, number: str) -> tuple[dict[int, _Level], str]:
        link = self.lists[number].find(f"{W}abstractNumId")
        key = (link.get(f"{W}val") or "") if link is not None else ""
        element = self.abstract.get(key)
        other = element.find(f"{W}numStyleLink") if element is not None else None
        if other is not None:
            key = self.linked.get(other.get(f"{W}val") or "", key)
            element = self.abstract.get(key)
        found = [*(element.findall(f"{W}lvl") if element is not None else []), *self.lists[number].iter(f"{W}lvl")]
        return {_whole(e.get(f"{W}ilvl"), 0): _level(e) for e in found}, key

    # ------------------------------------------------------------------ where it is said
    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own, else its style's."""
        number, level = None, None
        for properties in self._properties(paragraph):
            told = properties.find(f"{W}numPr")
            if told is None:
                continue
            identity, deep = told.find(f"{W}numId"), told.find(f"{W}ilvl")
            number = number or (identity.get(f"{W}val") if identity is not None else None)
            level = level if level is not None else (_whole(deep.get(f"{W}val"), 0) if deep is not None else None)
            if number:
                break
        if number is None or number == "0" or number not in self.lists:
            return None
        return number, self._level_of_style(paragraph, number) if level is None else level

    def _level_of_style(self, paragraph: Element, number: str) -> int:
        """The level that names the paragraph's style, where the style tells of none."""
        names = {style.get(f"{W}styleId") for style in self._styles(paragraph)}
        levels, key = self._levels(number)
        element = self.abstract.get(key)
        for deep in element.findall(f"{W}lvl") if element is not None else []:
            named = deep.find(f"{W}pStyle")
            if named is not None and named.get(f"{W}val") in names:
                return _whole(deep.get(f"{W}ilvl"), 0)
        return 0 if 0 in levels else min(levels, default=0)

    def _inherited(self, paragraph: Element, name: str) -> str | None:
        for properties in self._properties(paragraph):
            told = properties.find(f"{W}{name}")
            if told is not None:
                return told.get(f"{W}val")
        return None

    def _properties(self, paragraph: Element) -> list[Element]:
        own = paragraph.find(f"{W}pPr")
        styled = [p for style in self._styles(paragraph) if (p := style.find(f"{W}pPr")) is not None]
        return ([own] if own is not None else []) + styled

    def _styles(self, paragraph: Element) -> list[Element]:
        """The paragraph's style and those that it is based on."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        key = named.get(f"{W}val") if named is not None else None
        out: list[Element] = []
        while key in self.styles and self.styles[key] not in out:
            out.append(self.styles[key])
            base = out[-1].find(f"{W}basedOn")
            key = base.get(f"{W}val") if base is not None else None
        return out


def _level(element: Element) -> _Level:
    told = {
        name: e.get(f"{W}val")
        for name in ("numFmt", "lvlText", "start", "lvlRestart")
        if (e := element.find(f"{W}{name}")) is not None
    }
    kind = told.get("numFmt") or "decimal"
    restart = told.get("lvlRestart")
    return _Level(
        kind if kind in ("bullet", "none") else _KINDS.get(kind, "1"),
        told.get("lvlText") or "",
        _whole(told.get("start"), 1),
        _whole(restart, 0) if restart is not None else None,
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise
