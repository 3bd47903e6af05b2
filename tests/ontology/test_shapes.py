"""The published shapes, run by pySHACL on what ``ontology.rdf`` writes; nothing is fetched."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Quad, RdfFormat, Triple, serialize
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH, XSD

from ontology import rdf, rdf_figures, shapes, vocabulary
from ontology.examples import APPROVED, CONFIRMED, RENAMING
from ontology.identifiers import ONTOLOGY, type_of
from ontology.records import Evidence, Method, Statement
from ontology.terms import PREFIXES
from ontology.validation import findings

WORDS = Evidence(
    "4", Method("rule", "verbs", "1"), "zh", 10, 12, "改为", "ab" * 32, 0.9, (("verb", "改为"),), "2026-11-20T00:00:00Z"
)
WHOLE = replace(RENAMING, evidence=(*RENAMING.evidence, WORDS))
Check = Callable[[Graph], set[tuple[str, str]]]


def graph_of(quads: Iterable[Quad]) -> Graph:
    written = serialize([Triple(q.subject, q.predicate, q.object) for q in quads], format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=written, format="nt")


def as_rdf(*statements: Statement) -> Graph:
    """Statements with the types of what they name, as a snapshot gives them."""
    quads = [quad for statement in statements for quad in rdf.quads(statement)]
    keys = {s.subject for s in statements} | {s.object for s in statements if isinstance(s.object, str)}
    said = {s.subject for s in statements if s.predicate == "type"}
    quads += [quad for key in sorted(keys - said) for quad in rdf.entity_quads(key, type_of(key), {})]
    return graph_of(quads)


@pytest.fixture(scope="session")
def check(ontology: Graph, shapes: Graph) -> Check:
    """(severity, message in English) of each result."""
    classes = Graph()
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        classes.add(triple)

    def run(data: Graph) -> set[tuple[str, str]]:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=classes, inference="none", do_owl_imports=False)
        assert isinstance(report, Graph)
        found = set()
        for result in report.subjects(RDF.type, SH.ValidationResult):
            texts = [str(m) for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal) and m.language == "en"]
            found.add((str(report.value(result, SH.resultSeverity)).split("#")[1], *texts))
        return found  # type: ignore[return-value]  # one text each

    return run


def test_the_committed_file_is_what_the_code_lists_make() -> None:
    assert shapes.FILE.read_text(encoding="utf-8") == shapes.text()


def test_the_shapes_are_shapes(shapes: Graph) -> None:
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        assert [target for name in targets for target in shapes.objects(shape, name)], shape


def test_every_predicate_has_its_shapes(shapes: Graph) -> None:
    named = {str(o).removeprefix(ONTOLOGY) for p in (SH.targetSubjectsOf, SH.targetObjectsOf) for o in shapes.objects(None, p)}
    assert {p.camel for p in vocabulary.predicates().values()} <= named


def test_every_message_is_in_both_languages(shapes: Graph) -> None:
    for node in shapes.subjects(SH.message, None, unique=True):
        languages = [m.language for m in shapes.objects(node, SH.message) if isinstance(m, Literal)]
        assert sorted(str(language) for language in languages) == ["en", "zh"]


def test_the_examples_conform(check: Check, folder: Path) -> None:
    together = Graph()
    for file in sorted((folder / "examples").glob("*.ttl")):
        together.parse(file)
    assert check(together) == set()


def test_the_small_world_has_no_violation_and_the_warnings_that_are_found_in_its_statements(
    check: Check, world: list[Statement]
) -> None:
    cut = [s for s in world if s.predicate == "type" or s.subject in ("EMG", "UNEP-GC", "UNEA", "A/RES/66/288", "UN-SWFS-ENV")]
    said = {s.subject for s in cut if s.predicate == "type"}
    named = [s for s in cut if {s.subject, s.object if isinstance(s.object, str) else s.subject} <= said]
    assert named
    assert check(as_rdf(*named)) == {(f.severity, f.en) for f in findings(named)}


def test_a_statement_a_figure_and_a_verdict_of_ours_conform(check: Check) -> None:
    data = as_rdf(WHOLE) + graph_of([*rdf_figures.figure_quads(APPROVED), *rdf_figures.verdict_quads(CONFIRMED)])
    assert check(data) == set()


MG = PREFIXES["mg"]
BROKEN = [
    (f"{MG}subject", None, "A statement has one subject."),
    (f"{MG}object", None, "A statement has either one object or one value."),
    (f"{MG}predicate", URIRef(f"{MG}likes"), "A statement uses one predicate of the list."),
    (f"{MG}saidIn", None, "A statement is said in one document."),
    (f"{MG}hasEvidence", None, "A statement has evidence."),
    (f"{MG}claim", Literal("short"), "A claim's id has 26 characters of base32."),
    (f"{MG}validFrom", Literal("2013"), "Valid from is one EDTF level 1 date."),
    (f"{MG}validFromFirst", Literal("2014-01-01", datatype=XSD.date), "A period does not end before it begins."),
    (f"{MG}paragraph", None, "Evidence names one paragraph."),
    (f"{MG}methodKind", Literal("guess"), "The kind of method is one of the list."),
    (f"{MG}confidence", Literal(2.0), "Confidence is a number from 0 to 1."),
    (f"{MG}language", Literal("zh-Hans"), "The language is one of the UN's six."),
    (f"{PREFIXES['oa']}end", Literal(3, datatype=XSD.nonNegativeInteger), "The words begin at one place, before they end."),
    (f"{PREFIXES['oa']}exact", None, "The words themselves are given once."),
]


@pytest.mark.parametrize(("path", "value", "message"), BROKEN)
def test_what_is_broken_is_a_violation_with_a_message(
    check: Check, path: str, value: URIRef | Literal | None, message: str
) -> None:
    data = as_rdf(WHOLE)
    for subject, old in list(data.subject_objects(URIRef(path))):
        data.remove((subject, URIRef(path), old))
        if value is not None:
            data.add((subject, URIRef(path), value))
    messages = {text for severity, text in check(data) if severity == "Violation"}
    assert message in messages


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        (replace(RENAMING, object="UNEP-ED"), {"range"}),
        (replace(RENAMING, subject="PLACE/Nairobi"), {"domain"}),
        (replace(RENAMING, subject="PLACE/Nairobi", object="PLACE/Nairobi"), {"domain", "range"}),
        (replace(RENAMING, valid_from="2014"), {"period"}),
        (replace(RENAMING, evidence=()), {"evidence"}),
        (RENAMING, set()),
    ],
)
def test_findings_in_statements_are_those_of_the_shapes(check: Check, statement: Statement, rules: set[str]) -> None:
    found = findings([statement])
    severities = {"error": "Violation", "warning": "Warning"}
    said = {(severities[f.severity], f.en.split("; found:")[0].rstrip(".")) for f in found}
    assert {f.rule for f in found} == rules
    assert {(severity, text.rstrip(".")) for severity, text in check(as_rdf(statement))} == said
