"""SPARQL: the endpoint's pool of worker processes, divided by the same query straight in pyoxigraph, in this process, over the same
two files. Both times end with the answer as SPARQL JSON. A small query is one text's recalls (``queries/small.rq``, ten texts drawn
by seed), a larger one counts citations over two steps (``queries/larger.rq``)."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import orjson
import pyoxigraph as ox

from bench.figures import Result, Seconds, WrongAnswer, compare, expect
from bench.stage import Prepared, Stage
from bench.worlds import PREDICATES
from graph_service.api.sparql.messages import Query
from graph_service.api.sparql.pool import SparqlPool
from ontology.identifiers import iri

NAME = "sparql"
QUERIES = Path(__file__).with_name("queries")
JSON = "application/sparql-results+json"
TEXTS = 10
CITING = [PREDICATES.index("cites"), PREDICATES.index("recalls")]
Row = dict[str, str]
Bound = dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


def run(stage: Stage) -> Iterator[Result]:
    """Figures over the small world."""
    world = stage.small
    pool, shot = world.service.sparql, world.snapshot
    pool.refresh(shot)
    pool.wait_until_ready()
    straight = ox.Store()
    for name in ("nq", "nt"):  # what the pool's workers have read
        straight.bulk_load(path=str(world.service.dumps.file(shot, name)), format=ox.RdfFormat.from_extension(name))
    size = f"{len(straight):,} quads"
    texts = np.random.default_rng(world.seed).permutation(world.world.instruments)[:TEXTS].tolist()
    small = [Query(_text("small"), JSON, bindings=(("text", iri(world.world.keys[text])),)) for text in texts]
    recalled = [[{"recalled": iri(key)} for key in _recalled(world, text)] for text in texts]
    yield _figure("small query", pool, straight, small, recalled, size)
    yield _figure("larger query", pool, straight, [Query(_text("larger"), JSON)], [_most_cited(world)])


def _figure(
    what: str, pool: SparqlPool, straight: ox.Store, queries: list[Query], truth: list[list[Row]], size: str = ""
) -> Result:
    def check(ours: list[bytes], other: list[bytes]) -> None:
        for said, same, expected in zip(ours, other, truth, strict=True):
            expect(f"{what}: whether both give the same answer", orjson.loads(said) == orjson.loads(same), True)
            names = set().union(*expected)
            expect(f"{what}: rows", [{k: v for k, v in row.items() if k in names} for row in _rows(said)], expected)

    return compare(
        (NAME, what, "pyoxigraph"),
        lambda: [_asked(pool, query) for query in queries],
        lambda: [_straight(straight, query) for query in queries],
        check,
        each=len(queries),
        note=lambda ours, other: "; ".join(filter(None, [_on_top(ours, other), size])),
    )


def _on_top(ours: Seconds, other: Seconds) -> str:
    return f"{median(a - b for a, b in zip(ours, other, strict=True)) * 1e3:.1f} ms on top"


def _asked(pool: SparqlPool, query: Query) -> bytes:
    answer, _ = pool.answer_now(query)
    if answer.status != 200 or answer.truncated:
        raise WrongAnswer(f"SPARQL was answered with {answer.status}: {answer.body[:300]!r}")
    return answer.body


def _straight(store: ox.Store, query: Query) -> bytes:
    bound: Bound = {ox.Variable(name): ox.NamedNode(value) for name, value in query.bindings}
    found = store.query(query.text, substitutions=bound or None)
    if not isinstance(found, ox.QuerySolutions):
        raise WrongAnswer("expected a table of solutions")
    return found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def _text(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def _rows(content: bytes) -> list[Row]:
    body: dict[str, Any] = orjson.loads(content)
    return [{name: term["value"] for name, term in row.items()} for row in body["results"]["bindings"]]


def _recalled(world: Prepared, text: int) -> list[str]:
    made = world.world
    rows = (made.subject == text) & (made.predicate == PREDICATES.index("recalls"))
    return sorted((made.keys[i] for i in made.object[rows].tolist()), key=iri)


def _most_cited(world: Prepared) -> list[Row]:
    made = world.world
    rows = np.isin(made.predicate, CITING)
    cited: dict[int, list[int]] = {}
    for citing, target in zip(made.subject[rows].tolist(), made.object[rows].tolist(), strict=True):
        cited.setdefault(citing, []).append(target)
    over: dict[str, set[int]] = {}
    for citing, between in cited.items():
        for target in {end for one in between for end in cited.get(one, ())}:
            over.setdefault(iri(made.keys[target]), set()).add(citing)
    most = sorted(over.items(), key=lambda row: (-len(row[1]), row[0]))[:100]
    return [{"cited": name, "times": str(len(by))} for name, by in most]
