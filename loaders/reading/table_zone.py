"""What lines behind the caption of a table are, by the look of them: rows of numbers, or words in cells."""

import re
from collections.abc import Sequence

from loaders.reading.language import pattern
from loaders.text.lines import Line

_NARROW = 0.75
"""The label of a row takes less than so much of the page."""
AHEAD = 60
"""So many lines behind a caption tell whether it is a table of numbers."""
_ROW = re.compile(r"(?:^|\s)[-−–(（]?(?:\d[\d.,]*|[—–−-])%?[)）]?\s+[-−–(（]?(?:\d[\d.,]*|[—–−-])%?[)）]?(?:[a-h*])?$")
_CELLS = re.compile(r"(?:\d|\s[—–−-]|%)[)）]?[a-h*]?$")
_NOTE = re.compile(r"(?:[a-z]|[(（][a-z][)）]|\*{1,3})\s+\S")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s*){2,}")


def has_numbers(lines: Sequence[Line], language: str) -> bool:
    """Whether rows that end in several numbers stand in some lines, before another caption or a paragraph."""
    names = ("table", "figure", "budget_paragraph", "annex")
    opens = [n for n, x in enumerate(lines) if n > 2 and any(pattern(language, "layout", name).match(x.text) for name in names)]
    inside = lines[: opens[0]] if opens else lines
    rows = sum(bool(_ROW.search(x.text)) for x in inside)
    years = sum(bool(_YEARS.fullmatch(x.text)) for x in inside)
    return rows - years > 1


def begins_row(lines: Sequence[Line], column: int) -> bool:
    """Whether the first of some lines ends in several numbers, or is narrow and one of those behind it does."""
    narrow = lines[0].width < _NARROW * column
    return any(_ROW.search(line.text) for line in (lines if narrow else lines[:1]))


def ends_in_cell(line: Line) -> bool:
    """Whether a line ends as a row of numbers does."""
    return _CELLS.search(line.text) is not None


def is_note(line: Line) -> bool:
    """Whether a line begins as the footnote of a cell does."""
    return _NOTE.match(line.text) is not None
