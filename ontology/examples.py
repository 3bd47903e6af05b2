"""``examples/``, one tiny Turtle file per class, made from ``codelists/examples.csv``: ``python -m ontology.examples``.

The examples are true; those of statement, evidence, verdict and figure are below. ``--check`` compares with what is there.
"""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from ontology import rdf, rdf_figures, terms, vocabulary
from ontology.generated import main
from ontology.identifiers import DEFAULT_BASE
from ontology.records import Evidence, Figure, Method, Statement, Verdict
from ontology.terms import TYPE, node

FOLDER = Path(__file__).with_name("examples")

CURATED = Method("curated", "governance", "1")
RENAMING = Statement(
    document="UNEP/EA.4/16",
    subject="A/RES/67/251",
    predicate="renames",
    object="UNEP-GC",
    qualifiers=(("new_name", "联合国环境规划署联合国环境大会"),),
    valid_from="2013-03-13",
    valid_to="2013-03-13",
    evidence=(Evidence("4", CURATED, known_from="2026-11-20T00:00:00Z"),),
)
"""The worked example of the README: a resolution renames the Governing Council, said in a report's paragraph 4."""

CONFIRMED = Verdict(RENAMING.id, "confirmed", "librarian", "2026-11-20T12:00:00Z", "The resolution itself says so.")
APPROVED = Figure(
    document="UNEP/EA.4/16",
    subject="UNEP",
    measure="regular budget",
    value="34.4",
    unit="USD million",
    period="2014/2015",
    status="approved",
    evidence=(Evidence("19", CURATED, known_from="2026-11-20T00:00:00Z"),),
)


def texts() -> dict[str, str]:
    """Turtle by class."""
    made = {row["class"]: _turtle(_entity(row)) for row in vocabulary.rows("examples")}
    said = [*rdf.quads(RENAMING), *_typed("A/RES/67/251", "Resolution"), *_typed("UNEP-GC", "Organ")]
    verdict = list(rdf_figures.verdict_quads(CONFIRMED))
    figure = [*rdf_figures.figure_quads(APPROVED), *_typed("UNEP", "ProgrammeOrFund")]
    evidence = [quad for quad in said if "/id/ev:" in str(quad.subject)]
    records = {"Statement": said, "Evidence": evidence, "Verdict": verdict, "Figure": figure}
    return made | {name: _turtle(quads) for name, quads in records.items()}


def _entity(row: dict[str, str]) -> Iterator[Quad]:
    yield from _typed(row["key"], row["class"], row["en"], row["zh"])
    if row["predicate"]:
        this, graph = terms.thing(row["key"], DEFAULT_BASE), terms.graph(rdf.INFERRED, DEFAULT_BASE)
        predicate = node(f"mg:{vocabulary.predicate(row['predicate']).camel}")
        yield Quad(this, predicate, terms.thing(row["object"], DEFAULT_BASE), graph)
        yield from _typed(row["object"], row["object_class"])


def _typed(key: str, class_name: str, en: str = "", zh: str = "") -> Iterator[Quad]:
    this, graph = terms.thing(key, DEFAULT_BASE), terms.graph(rdf.INFERRED, DEFAULT_BASE)
    yield Quad(this, TYPE, node(f"mg:{class_name}"), graph)
    for language, label in (("en", en), ("zh", zh)):
        if label:
            yield Quad(this, node("skos:prefLabel"), Literal(label, language=language), graph)


def _turtle(quads: Iterable[Quad]) -> str:
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    used = {name: iri for name, iri in _prefixes().items() if any(iri in str(triple) for triple in triples)}
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=used)
    return (written or b"").decode("utf-8")


@cache
def _prefixes() -> dict[str, str]:
    return dict(sorted(terms.PREFIXES.items()))


if __name__ == "__main__":
    sys.exit(main({FOLDER / f"{name}.ttl": text for name, text in texts().items()}, sys.argv[1:]))
