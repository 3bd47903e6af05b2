"""Labels of paragraphs: one form in every language, as people cite them (MODEL section 1)."""

import re

_ROMAN = "IVXLCDM"


def sort_key(label: str) -> tuple[tuple[int, int | str], ...]:
    """An order in which labels read as in a document: numbers by value, ``2`` before ``10``, ``88`` before ``88(a)``."""
    return tuple((0, int(piece)) if piece.isdigit() else (1, piece) for piece in re.findall(r"\d+|[^\d\s]+", label))


def from_part(part: str) -> str:
    """The label behind a key's ``#``: hyphens that stand for blanks become blanks again."""
    return re.sub(r"(?<=[a-zA-Z])-(?=[\dIVXLCDM(a-z])|(?<=[IVXLCDM\d])-(?=[a-z\d])", " ", part)
