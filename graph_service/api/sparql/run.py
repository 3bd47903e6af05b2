"""A query over files, by the endpoint's own code: for the command line and for tests of conformance."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from graph_service.api.sparql.engine import Engine
from graph_service.api.sparql.messages import DataFile, Limits, Query
from graph_service.errors import UsageError
from graph_service.settings import Settings

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
"""SPARQL JSON for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE."""


def run(
    query: str,
    data: Sequence[Path] = (),
    named: Mapping[str, Path] | None = None,
    *,
    settings: Settings | None = None,
    base: str | None = None,
    accept: str = ACCEPT,
) -> tuple[str, bytes]:
    """Media type and bytes of the answer to a query.

    ``data``: files whose triples make the default graph (quads keep their graphs); ``named``: IRI of a named graph → its file;
    ``base``: what relative IRIs of the query are resolved against, and those of a named graph against its own IRI. For the store,
    give the snapshot's dumps ``nq`` and ``nt``. The limits of ``settings`` hold. ``UsageError``: the query was refused, or cut at
    the limit of rows; ``InputError``: a file can't be read.
    """
    files = [DataFile(str(path), None, base) for path in data]
    files += [DataFile(str(path), iri, iri) for iri, path in (named or {}).items()]
    limits = replace(Limits.of(settings or Settings()), workers=1)
    with closing(Engine(files, limits)) as engine:
        answer = engine.answer(Query(query, accept, base=base))
    if answer.status != 200:
        raise UsageError(answer.body.decode().strip())
    if answer.truncated:
        raise UsageError(f"the answer has more than {limits.rows} rows (MANDATE_GRAPH_SPARQL_ROWS); use LIMIT, or raise the limit")
    return answer.content_type, answer.body
