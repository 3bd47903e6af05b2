"""What every page of a PDF has at its top and bottom: running headers and footers, page numbers."""

import re
from collections import Counter

from loaders.formats.pdf_rows import Row

_EDGE = 0.13
"""How much of the page's height the header or the footer takes at the most."""
_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.()\-]+)+")
_PAGE = re.compile(r"[-–— ]*\d{1,4}(?: ?/ ?\d{1,4})?[-–— ]*|(?:page|página|страница) \d{1,4}", re.IGNORECASE)
_JOB = re.compile(
    r"(?:\d{1,3}/\d{1,3} )?(?:\d{2}[-–]\d{5}|[KVM]\d{7})(?: ?\([A-Z]\))?(?: \d{6})*(?: \*\d{6,8}\*)?(?: \d{1,3}/\d{1,3})?|"
    r"\*\d{6,8}\*"
)
"""The number under which the document was printed, with the page or the bar code."""


def without_furniture(pages: list[list[Row]]) -> tuple[list[list[Row]], list[str]]:
    """The pages without rows at their edges that stand on several pages, but for their numbers, and without page and job numbers;
    and the symbols that were in the running headers."""
    if not any(pages):
        return pages, []
    top = min(row.base for rows in pages for row in rows)
    bottom = max(row.base for rows in pages for row in rows)
    margin = _EDGE * max(bottom - top, 1.0)
    edges = [[row for row in rows if row.base < top + margin or row.base > bottom - margin] for rows in pages]
    often = Counter(key for rows in edges for key in {_key(row) for row in rows})
    out: list[list[Row]] = []
    symbols: dict[str, None] = {}
    for number, rows in enumerate(pages):
        out_of = {id(row) for row in edges[number] if _is_furniture(row, often, len(pages))}
        out_of |= {id(row) for row in _header(rows, top + margin)} if number else set()
        out.append([row for row in rows if id(row) not in out_of])
        symbols |= dict.fromkeys(text for row in rows if id(row) in out_of for text in _symbols(row))
    return out, list(symbols)


def _symbols(row: Row) -> list[str]:
    """The cells of a row that are a symbol and nothing else."""
    return [text for cell in row.cells() if _SYMBOL.fullmatch(text := row.words(cell).text)]


def _key(row: Row) -> tuple[str, int]:
    """The words without the number of the page, and where they stand."""
    return re.sub(r"^\d{1,4}(?:/\d{1,4})?(?=\s|$)|(?<=\s)\d{1,4}(?:/\d{1,4})?$", "#", row.text), round(row.base / 8)


def _is_furniture(row: Row, often: Counter[tuple[str, int]], pages: int) -> bool:
    if row.note:
        return False
    text, place = _key(row)
    times = sum(often[text, place + d] for d in (-1, 0, 1))
    said = row.text
    return (times >= 2 and times >= 0.25 * pages and pages > 1) or bool(_PAGE.fullmatch(said) or _JOB.fullmatch(said))


def _header(rows: list[Row], edge: float) -> list[Row]:
    """The block at the top of a later page in which the document's symbol stands alone, with all that belongs to the block."""
    block: list[Row] = []
    for row in sorted(rows, key=lambda row: row.base):
        if row.base > edge or (block and row.base - block[-1].base > 1.9 * row.size):
            break
        block.append(row)
    alone = any(_symbols(row) for row in block)
    return block if alone and len(block) < min(len(rows), 6) else []
