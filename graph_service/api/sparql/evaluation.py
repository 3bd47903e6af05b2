"""One query over one store, answered in the form that was asked for. Runs in a worker, where nothing of it can do harm."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import pyoxigraph as ox

from graph_service.api.negotiation import choose
from graph_service.api.sparql import refusals
from graph_service.api.sparql.messages import Answer, Limits, Query
from graph_service.api.sparql.service_calls import calls_service

_RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
    "text/csv; charset=utf-8": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values; charset=utf-8": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "text/turtle; charset=utf-8": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
RESULT_TYPES = tuple(_RESULTS)
GRAPH_TYPES = tuple(_GRAPHS)
_COMMENT_OR_PROLOGUE = r"(?:\s|#[^\n]*(?:\n|$)|prefix\s+[^:\s]*:\s*<[^>]*>|base\s*<[^>]*>)*"
_UPDATE = re.compile(
    _COMMENT_OR_PROLOGUE + r"(?:insert|delete|load|clear|create|drop|copy|move|add|with)\b", re.IGNORECASE | re.ASCII
)


def answer(store: ox.Store, query: Query, limits: Limits) -> Answer:
    """The answer, or a refusal that says why: 400 not a query or a refused one, 406 no such form, 503 too little memory."""
    try:
        if calls_service(query.text):
            return Answer.refusal(400, "SERVICE is refused: this endpoint answers from its own data and calls no other")
    except Exception as error:  # noqa: BLE001  # a foreign parser over a stranger's text: anything may come, nothing is lost
        return _engine_says(store, query) or Answer.refusal(400, _UNJUDGED.format(error=type(error).__name__))
    try:
        return _evaluate(store, query, limits)
    except (SyntaxError, ValueError) as error:
        return _not_a_query(query, error)
    except MemoryError:
        return refusals.too_much_memory(limits)
    except _TooLarge:
        return refusals.too_large(limits)
    except (OSError, RuntimeError) as error:
        return Answer.refusal(400, f"the query can't be evaluated: {error}")


_UNJUDGED = (
    "the query has the word SERVICE in it, and whether it calls another endpoint can't be told ({error}); write it in SPARQL 1.1 "
    "and with less nesting, or avoid the word"
)


def _engine_says(store: ox.Store, query: Query) -> Answer | None:
    """The engine's own complaint about a query that it can't parse; it evaluates nothing here: its store is empty."""
    try:
        ox.Store().query(query.text, base_iri=query.base)
    except SyntaxError as error:
        return _not_a_query(query, error)
    except (OSError, RuntimeError, ValueError):
        return None
    return None


def _not_a_query(query: Query, error: Exception) -> Answer:
    if _UPDATE.match(query.text):
        return Answer.refusal(400, "updates are refused: this endpoint is for reading (SELECT, ASK, CONSTRUCT, DESCRIBE)")
    return Answer.refusal(400, f"not a SPARQL 1.1 query: {error}")


def _evaluate(store: ox.Store, query: Query, limits: Limits) -> Answer:
    if strange := [g for g in (*query.default_graphs, *query.named_graphs) if not store.contains_named_graph(ox.NamedNode(g))]:
        return Answer.refusal(400, f"no graph <{strange[0]}> here; SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} names those there are")
    found = store.query(
        query.text,
        base_iri=query.base,
        default_graph=[ox.NamedNode(graph) for graph in query.default_graphs] if _has_dataset(query) else None,
        named_graphs=[ox.NamedNode(graph) for graph in query.named_graphs] if _has_dataset(query) else None,
        substitutions={ox.Variable(name): ox.NamedNode(iri) for name, iri in query.bindings} or None,
    )
    offers = GRAPH_TYPES if isinstance(found, ox.QueryTriples) else RESULT_TYPES
    content_type = choose(query.accept, offers)
    if content_type is None:
        return Answer.refusal(406, f"no such form: expected one of {', '.join(offers)} in Accept, found {query.accept}")
    if isinstance(found, ox.QueryTriples):
        return _graph(found, content_type, limits)
    if isinstance(found, ox.QueryBoolean):
        return Answer(200, content_type, found.serialize(format=_RESULTS[content_type]) or b"")
    return _rows(found, content_type, limits)


def _has_dataset(query: Query) -> bool:
    return bool(query.default_graphs or query.named_graphs)


def _graph(found: ox.QueryTriples, content_type: str, limits: Limits) -> Answer:
    out = _Sink(limits.answer_bytes)
    triples = list(dict.fromkeys(islice(found, limits.rows + 1)))
    kept = triples[: limits.rows]
    ox.serialize(kept, out, _GRAPHS[content_type])  # type: ignore[arg-type]  # any object with write() does
    return Answer(200, content_type, out.value, len(kept), truncated=len(triples) > limits.rows)


def _rows(found: ox.QuerySolutions, content_type: str, limits: Limits) -> Answer:
    """Tab-separated values first: a line a row, so that rows are counted and cut without a look at any; then the form asked for."""
    lines = _Lines(limits.rows + 1, limits.answer_bytes)  # a line more: the header
    with suppress(_Full):
        found.serialize(lines, format=ox.QueryResultsFormat.TSV)  # type: ignore[arg-type]  # any object with write() does
    table, rows, cut = lines.value, lines.count - 1, lines.full
    if _RESULTS[content_type] is not ox.QueryResultsFormat.TSV:
        out = _Sink(limits.answer_bytes)
        ox.parse_query_results(table, format=ox.QueryResultsFormat.TSV).serialize(out, format=_RESULTS[content_type])  # type: ignore[arg-type]
        table = out.value
    return Answer(200, content_type, table, rows, truncated=cut)


class _Full(Exception):
    """There are more rows than the limit."""


class _TooLarge(Exception):
    """There are more bytes than the limit."""


class _Sink(io.RawIOBase):
    """Takes bytes up to a limit; ``_TooLarge`` beyond."""

    def __init__(self, limit: int) -> None:
        self._parts: list[bytes] = []
        self._left = limit

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]  # the engine gives bytes
        self._left -= len(part)
        if self._left < 0:
            raise _TooLarge
        self._parts.append(part)
        return len(part)

    @property
    def value(self) -> bytes:
        """What was written."""
        return b"".join(self._parts)


class _Lines(_Sink):
    """Takes whole lines up to a number; ``_Full`` when one more begins, which is not kept."""

    def __init__(self, lines: int, limit: int) -> None:
        super().__init__(limit)
        self._lines = lines
        self.count = 0
        self.full = False

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]  # the engine gives bytes
        room = self._lines - self.count
        found = part.count(b"\n")
        if found > room or (found == room and not part.endswith(b"\n")):
            kept = b"".join(_whole_lines(part, room))
            self.count += room
            self.full = True
            super().write(kept)
            raise _Full
        self.count += found
        return super().write(part)


def _whole_lines(part: bytes, count: int) -> Iterator[bytes]:
    start = 0
    for _ in range(count):
        end = part.index(b"\n", start) + 1
        yield part[start:end]
        start = end
