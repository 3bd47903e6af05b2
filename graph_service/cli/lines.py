"""How answers are printed: a table for people, one JSON object a line, or CSV. One row an answer, field names as in GraphQL."""

import csv
import dataclasses
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from graph_service.ask.evidence import EvidenceRow
from ontology import vocabulary

Row = Mapping[str, Any]

WIDE = 160
"""Columns of a table that goes into a file or a pipe, where no terminal says how many there are."""


TABLE_ONLY = ("steps", "thing", "because", "said in", "words")
"""Fields that say in one cell, for people, what JSON and CSV have in fields of their own."""


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses become objects with camelCase names, tuples lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {camel(f.name): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(one) for one in value]
    return value


def camel(name: str) -> str:
    """``stop_reasons`` as GraphQL spells it: ``stopReasons``."""
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def write(rows: Iterable[Row], form: str, columns: Sequence[str], title: str | None = None) -> None:
    """Print rows on standard output. ``columns``: what the table shows, in order; JSON carries all fields, CSV all plain ones."""
    if form != "table":
        rows = [{name: value for name, value in row.items() if name not in TABLE_ONLY} for row in rows]
    if form == "json":
        for row in rows:
            sys.stdout.buffer.write(orjson.dumps(plain(row), option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    elif form == "csv":
        _csv(list(rows))
    else:
        _table(list(rows), columns, title)


def _csv(rows: list[Row]) -> None:
    flat = [line for row in rows for line in _flat(plain(row))]
    names = list(dict.fromkeys(name for line in flat for name in line))
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)


def _flat(row: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each piece of evidence, or one where there is none; values that are objects stand as JSON."""
    pieces = row.get("evidence") or [{}]
    rest = {name: _cell(value) for name, value in row.items() if name != "evidence"}
    return [{**rest, **{name: _cell(value) for name, value in piece.items()}} for piece in pieces]


def _cell(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


def _table(rows: list[Row], columns: Sequence[str], title: str | None) -> None:
    console = Console(soft_wrap=False, highlight=False, width=_width())
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    if title:
        console.print(title, style="bold", soft_wrap=True)
    for name in columns:
        table.add_column(name, overflow="fold", no_wrap=name in ("steps", "degree"))
    for row in rows:
        table.add_row(*("" if row.get(name) is None else str(row[name]) for name in columns), style=None)
    console.print(table)


def _width() -> int | None:
    """Columns of a table: None where a terminal or ``COLUMNS`` says how many there are."""
    return None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE


def places(evidence: Sequence[EvidenceRow], most: int = 3) -> str:
    """``UNEP/EA.4/16 para. 4; …``: where a line is said, the first few places."""
    told = list(dict.fromkeys(f"{piece.document} para. {piece.paragraph}" for piece in evidence))
    return "; ".join(told[:most]) + (f"; {len(told) - most} more" if len(told) > most else "")


def words(evidence: Sequence[EvidenceRow], most: int = 90) -> str:
    """The first words that are held, cut at ``most`` characters; else which document to load."""
    held = next((piece.quote or piece.paragraph_text for piece in evidence if piece.quote or piece.paragraph_text), None)
    if held:
        return f"“{held[:most]}{'…' if len(held) > most else ''}”"
    missing = next((piece.to_load for piece in evidence if piece.to_load), None)
    return f"(words not held: load {missing})" if missing else ""


def claim(subject: str, predicate: str, target: str) -> str:
    """``A/RES/67/251 renames UNEP-GC``."""
    return f"{subject} {vocabulary.predicate(predicate).en} {target}"


def labelled(key: str, labels: Mapping[str, str], language: str) -> str:
    """The key with its name in a language, or in any."""
    name = labels.get(language) or next(iter(labels.values()), "")
    return f"{key}\n{name}" if name and name != key else key
