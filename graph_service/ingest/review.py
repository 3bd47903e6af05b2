"""Verdicts of people on statements, from JSON lines."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from graph_service.errors import InputError, UsageError
from graph_service.store.base import Store
from graph_service.store.clock import record_time
from loaders.base import Source, SourceError
from ontology.errors import ModelError
from ontology.records import Verdict

FIELDS = ("statement", "verdict", "by", "at", "reason", "correction")
_MAX_ERRORS = 20


def review(store: Store, file: Path) -> int:
    """Keep the verdicts of a file of JSON lines; the number that are new.

    A line: ``{"statement": id, "verdict": "confirmed|corrected|rejected", "by": who, "at": UTC, "reason": why, "correction": id}``;
    ``correction`` (of a corrected one only) is the id of the curated statement that stands instead. Ids may be written ``st:…``.
    All or nothing: ``InputError`` names every line that can't be taken.
    """
    lines = _lines(file)
    verdicts, wrong = _verdicts(lines)
    wrong += _unknown(store, verdicts)
    if wrong:
        raise InputError(_told(file, [f"line {number}: {what}" for number, what in sorted(wrong)]))
    return store.add_verdicts([verdict for _, verdict in verdicts])


def _lines(file: Path) -> list[tuple[int, str]]:
    try:
        text = Source(file).text()
    except SourceError as error:
        raise InputError(str(error)) from error
    except OSError as error:
        raise InputError(f"{file}: can't be read: {error.strerror}") from error
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _verdicts(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, Verdict]], list[tuple[int, str]]]:
    verdicts: list[tuple[int, Verdict]] = []
    wrong: list[tuple[int, str]] = []
    for number, line in lines:
        try:
            verdicts.append((number, _verdict(line)))
        except (ModelError, UsageError) as error:
            wrong.append((number, str(error)))
    return verdicts, wrong


def _verdict(line: str) -> Verdict:
    given = _object(line)
    for name, value in given.items():
        if name not in FIELDS:
            raise ModelError(f"unknown field {name!r}: expected {', '.join(FIELDS)}")
        if not (isinstance(value, str) or (name == "correction" and value is None)):
            raise ModelError(f"{name}: expected text, found {orjson.dumps(value).decode()}")
    missing = [name for name in FIELDS[:-1] if not str(given.get(name, "")).strip()]
    if missing:
        raise ModelError(f"no {', '.join(missing)}; a verdict needs {', '.join(FIELDS[:-1])}")
    correction = given.get("correction") or None
    if (given["verdict"] == "corrected") != (correction is not None):
        raise ModelError("a correction names the statement that stands instead, with the verdict corrected and only with it")
    at = record_time(given["at"])
    instead = _id(correction) if correction else None
    return Verdict(_id(given["statement"]), given["verdict"], given["by"], at, given["reason"], instead)


def _object(line: str) -> dict[str, Any]:
    try:
        given = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ModelError(f"no JSON: {error}") from error
    if not isinstance(given, dict):
        raise ModelError("expected a JSON object with the fields " + ", ".join(FIELDS))
    return given


def _id(text: str) -> str:
    return text.strip().removeprefix("st:")


def _unknown(store: Store, verdicts: list[tuple[int, Verdict]]) -> list[tuple[int, str]]:
    """Lines about statements that the record never had. One pass over the record, whatever the number of verdicts."""
    wanted = {statement for _, verdict in verdicts for statement in _named(verdict)}
    known = {statement.id for statement in store.statements() if statement.id in wanted} if wanted else set()
    return [
        (number, f"no statement {statement!r} in this record, now or before; expected the id of one")
        for number, verdict in verdicts
        for statement in _named(verdict)
        if statement not in known
    ]


def _named(verdict: Verdict) -> Iterator[str]:
    yield verdict.statement
    if verdict.correction:
        yield verdict.correction


def _told(file: Path, wrong: list[str]) -> str:
    more = f"\n… and {len(wrong) - _MAX_ERRORS} more" if len(wrong) > _MAX_ERRORS else ""
    return f"{file}: nothing was kept, {len(wrong)} of its lines can't be taken:\n" + "\n".join(wrong[:_MAX_ERRORS]) + more
