import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from ontology import rdf, rdf_figures
from ontology.errors import ModelError
from ontology.identifiers import DEFAULT_BASE
from ontology.records import NO_FACT, Evidence, Figure, Literal, Method, Statement, Verdict
from ontology.terms import PREFIXES, graph, node, thing
from tests.ontology.strategies import FIGURES, VERDICTS, statements

BASE = "https://example.org/"
SAID = Statement(
    "A/75/6 (Sect. 14)", "UNEP", "supports", "A/RES/66/288#88(a)", evidence=(Evidence("14.1", Method("rule", "r", "1")),)
)


@given(st.lists(statements(), max_size=3, unique_by=lambda s: s.id), st.integers())
def test_statements_come_back_from_their_quads_in_any_order(given_statements: list[Statement], seed: int) -> None:
    quads = [quad for statement in given_statements for quad in rdf.quads(statement, BASE)]
    random.Random(seed).shuffle(quads)
    assert rdf.statements(quads, BASE) == sorted(given_statements, key=lambda s: s.id)


@given(statements())
def test_statements_come_back_from_a_file(statement: Statement) -> None:
    written = serialize(rdf.quads(statement), format=RdfFormat.N_QUADS)
    assert written is not None
    assert rdf.statements(parse(written, format=RdfFormat.N_QUADS)) == [statement]


@given(statements())
def test_statements_come_back_from_an_engine(statement: Statement) -> None:
    store = Store()
    store.bulk_extend(rdf.quads(statement))
    assert rdf.statements(store) == [statement]


@given(statements())
def test_quads_come_in_the_same_order_without_repetition(statement: Statement) -> None:
    quads = list(rdf.quads(statement))
    assert quads == list(rdf.quads(replace(statement, evidence=statement.evidence[::-1])))
    assert len(set(quads)) == len(quads)


@given(statements())
def test_all_of_a_statement_stands_in_its_documents_graph(statement: Statement) -> None:
    assert {quad.graph_name for quad in rdf.quads(statement, BASE)} == {graph(statement.document, BASE)}


def test_a_fact_gives_a_flat_triple() -> None:
    (triple,) = rdf.flat(SAID, BASE)
    ends = ("<https://example.org/id/UNEP>", "<https://example.org/id/A/RES/66/288%2388(a)>")
    assert (str(triple[0]), triple[1], str(triple[2])) == (ends[0], node("mg:supports"), ends[1])


@pytest.mark.parametrize("pair", sorted(NO_FACT))
def test_what_is_no_fact_gives_a_node_but_no_flat_triple(pair: tuple[str, str]) -> None:
    claim = replace(SAID, qualifiers=(pair,))
    assert list(rdf.flat(claim)) == []
    assert rdf.statements(rdf.quads(claim)) == [claim]


@pytest.mark.parametrize(
    ("statement", "curie"),
    [
        (Statement("X/1", "UNEP", "type", Literal("programme_or_fund", datatype="type")), "rdf:type"),
        (Statement("X/1", "UNEP", "name", Literal("环境署", "zh")), "rdfs:label"),
        (Statement("X/1", "UNEP", "acronym", Literal("UNEP", "en")), "skos:altLabel"),
        (Statement("X/1", "X/1", "title", Literal("A report", "en")), "dcterms:title"),
    ],
)
def test_types_and_names_stand_also_under_what_every_tool_reads(statement: Statement, curie: str) -> None:
    assert node(curie) in {triple[1] for triple in rdf.flat(statement)}


def test_a_membership_is_one_of_the_organization_ontology_too() -> None:
    member = replace(SAID, predicate="member_of", object="EMG")
    said = {quad.predicate: quad.object for quad in rdf.quads(member) if quad.predicate.value.startswith(PREFIXES["org"])}
    assert {term.value.removeprefix(PREFIXES["org"]) for term in said} == {"member", "organization"}
    assert node("org:Membership") in {quad.object for quad in rdf.quads(member)}


def test_a_planned_membership_is_none() -> None:
    planned = replace(SAID, predicate="member_of", object="EMG", qualifiers=(("status", "planned"),))
    assert node("org:Membership") not in {quad.object for quad in rdf.quads(planned)}


def test_dates_can_be_compared_by_their_bounds() -> None:
    dated = replace(SAID, valid_from="2012~", valid_to="../2015-06")
    bounds = {q.predicate.value.removeprefix(PREFIXES["mg"]): q.object for q in rdf.quads(dated)}
    said = {name: getattr(bounds[f"valid{name}"], "value", "") for name in ("FromFirst", "FromLast", "ToFirst", "ToLast")}
    assert said == {"FromFirst": "2012-01-01", "FromLast": "2012-12-31", "ToFirst": "0001-01-01", "ToLast": "2015-06-30"}


def test_evidence_is_numbered_and_its_words_are_selectors_within_its_iri() -> None:
    words = Evidence("14.1", Method("rule", "r", "1"), "zh", 3, 6, "环境署", "ab" * 32)
    quads = list(rdf.quads(replace(SAID, evidence=(words,)), BASE))
    (evidence,) = {q.object for q in quads if q.predicate == node("mg:hasEvidence")}
    selectors = {str(q.object) for q in quads if q.subject == evidence and q.predicate == node("oa:hasSelector")}
    iri = f"{BASE}id/ev:{replace(SAID, evidence=()).id}-1"
    assert (str(evidence), selectors) == (f"<{iri}>", {f"<{iri}#position>", f"<{iri}#quote>"})


def test_what_is_derived_of_an_entity_stands_in_the_inferred_graph() -> None:
    quads = list(rdf.entity_quads("SDG/13", "sdg_goal", {"zh": "气候行动", "en": "Climate action"}, ("SDG-13",), BASE))
    assert {str(quad.graph_name) for quad in quads} == {"<https://example.org/graph/inferred>"}
    assert "http://metadata.un.org/sdg/13" in {getattr(quad.object, "value", "") for quad in quads}


def _quads() -> list[Quad]:
    return list(rdf.quads(SAID))


@pytest.mark.parametrize(
    ("curie", "message"),
    [("mg:subject", "mg:subject is missing"), ("mg:saidIn", "is missing"), ("mg:predicate", "mg:predicate is missing")],
)
def test_a_node_that_lacks_something_is_refused_with_its_iri(curie: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        rdf.statements([quad for quad in _quads() if quad.predicate != node(curie)])


def _with(curie: str, value: NamedNode) -> list[Quad]:
    changed = ((quad, value if quad.predicate == node(curie) else quad.object) for quad in _quads())
    return [Quad(quad.subject, quad.predicate, target, quad.graph_name) for quad, target in changed]


def test_a_node_whose_id_does_not_follow_from_what_it_says_is_refused() -> None:
    with pytest.raises(ModelError, match="expected the same id in its IRI"):
        rdf.statements(_with("mg:object", thing("EMG", DEFAULT_BASE)))


def test_iris_of_another_base_are_refused() -> None:
    with pytest.raises(ModelError, match=r"expected an IRI that begins with https://example\.org/id/"):
        rdf.statements(_quads(), BASE)


def test_a_predicate_that_no_list_has_is_refused() -> None:
    with pytest.raises(ModelError, match="is no predicate"):
        rdf.statements(_with("mg:predicate", node("mg:likes")))


@given(st.lists(FIGURES, max_size=3, unique_by=lambda f: f.id))
def test_figures_come_back_from_their_quads(figures: list[Figure]) -> None:
    quads = [quad for figure in figures for quad in rdf_figures.figure_quads(figure)]
    assert rdf_figures.figures(quads) == sorted(figures, key=lambda f: f.id)


@given(VERDICTS)
def test_verdicts_come_back_from_their_quads(verdict: Verdict) -> None:
    assert rdf_figures.verdicts(rdf_figures.verdict_quads(verdict)) == [verdict]
