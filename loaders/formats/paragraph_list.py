"""A document as a list of its paragraphs (JSON objects with ``text``, ``type`` and ``prefix``), as some registers publish it.

What a cataloguer or a machine said of a paragraph (its verb, its kind, its addressees) is not the document's own word and is left
out; the paragraph is read again from its text.
"""

import json
import re
from pathlib import PurePath
from typing import Any

from loaders.base import Source, SourceError
from loaders.formats.model import Printed
from loaders.text.lines import Line

_INSTRUMENT = re.compile(r"(?:A|S|E|A_HRC)_RES_.+|UNEP_EA\.\d+_(?:RES|DEC|HLS)\.?_?\d+", re.IGNORECASE)
"""File names that are an instrument's symbol, with low lines for strokes; others can be of session documents of the same number."""
_HEADINGS = ("heading", "title")


def begins(head: bytes) -> bool:
    """Whether the first bytes are of such a list."""
    return re.match(rb'\s*\[\s*\{\s*"text"\s*:', head) is not None


def read(source: Source) -> Printed:
    """The paragraphs as lines; ``SourceError`` names the entry that is none."""
    try:
        entries = json.loads(source.text())
    except (json.JSONDecodeError, RecursionError) as error:
        raise SourceError(f"{source.path}: no JSON: {error}") from error
    lines = [line for number, entry in enumerate(entries, start=1) for line in _lines(source, number, entry)]
    if not lines:
        raise SourceError(f"{source.path}: no paragraph has words; expected a list of objects with text, type and prefix")
    languages = {str(entry["language"]) for entry in entries if entry.get("language")}
    return Printed(tuple(lines), "paragraphs", next(iter(languages)) if len(languages) == 1 else None, _facts(source.path))


def _lines(source: Source, number: int, entry: Any) -> list[Line]:
    text = entry.get("text") if isinstance(entry, dict) else None
    if not isinstance(text, str):
        raise SourceError(f"{source.path}, entry {number}: expected an object with text; found {str(entry)[:60]}")
    prefix = str(entry.get("prefix") or "").strip()
    words = " ".join(f"{prefix} {text}".split())
    heading = 1 if entry.get("type") in _HEADINGS else 0
    return [Line(words, 0, 1, whole=True, heading=heading)] if words else []


def _facts(path: PurePath) -> dict[str, str]:
    return {"symbol": path.stem.replace("_", "/")} if _INSTRUMENT.fullmatch(path.stem) else {}
