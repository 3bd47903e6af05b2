"""Withdrawing a document: its evidence ends, its past stays."""

import orjson

from graph_service.errors import UnknownKey, UsageError
from graph_service.store.base import Store, StoredReading


def withdraw(store: Store, document: str, language: str | None = None, *, reason: str, known_at: str | None = None) -> int:
    """End the evidence of a document, in one language or all, from ``known_at`` (UTC; None: now).

    The document may be named by an alias. The number of statements that nothing says any more. ``UnknownKey`` where the record has
    no reading of it, ``UsageError`` where it is withdrawn already or no reason is given.
    """
    if not reason.strip():
        raise UsageError("a withdrawal needs a reason: it is kept with the record (--reason TEXT)")
    readings = [r for r in store.readings() if document in (r.document, *r.aliases)]
    key = _key(document, readings)
    of_language = [r for r in readings if r.document == key and language in (None, r.language)]
    _check(document, language, of_language, readings)
    run = store.begin([f"withdraw {key} {language or ''} {reason}"], known_at)
    ended = store.withdraw(key, language, run.known_at, reason)
    kept = {"withdrawn": key, "language": language, "reason": reason, "statements": {"superseded": ended}}
    store.finish(run, orjson.dumps(kept).decode())
    return ended


def _key(document: str, readings: list[StoredReading]) -> str:
    keys = {r.document for r in readings}
    if not keys:
        raise UnknownKey(f"{document}: no document of this record; see what was loaded with: mandate-graph stats")
    if document in keys or len(keys) == 1:
        return document if document in keys else keys.pop()
    raise UsageError(f"{document} is an alias of several documents: {', '.join(sorted(keys))}; name one of them")


def _check(document: str, language: str | None, chosen: list[StoredReading], readings: list[StoredReading]) -> None:
    if not chosen:
        known = ", ".join(sorted({r.language or "none" for r in readings}))
        raise UsageError(f"{document} was not read in language {language!r}; it was read in: {known}")
    if all(r.known_to is not None for r in chosen):
        raise UsageError(f"{document} is withdrawn already, at {max(r.known_to or '' for r in chosen)}")
