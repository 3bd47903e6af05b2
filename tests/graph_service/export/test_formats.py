"""Exports: equal records give equal bytes, and what was written can be read again."""

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from graph_service.errors import UsageError
from graph_service.export import FORMATS, csv, export, triples
from graph_service.graph import snapshot as snapshots
from graph_service.graph.snapshot import Snapshot
from graph_service.store import open_store
from ontology import rdf
from ontology.identifiers import DEFAULT_BASE, iri
from ontology.readings import Reading
from ontology.records import Evidence, Literal, Method, Statement, Verdict

RDF = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML}


def _snapshot(path: Path, readings: list[tuple[Reading, str]]) -> Snapshot:
    store = open_store(str(path))
    for reading, known_at in readings:
        store.write(reading, known_at)
    found = snapshots.build(store)
    store.close()
    return found


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, world_readings: list[tuple[Reading, str]]) -> Snapshot:
    return _snapshot(tmp_path_factory.mktemp("export") / "a.db", world_readings)


def _bytes(snapshot: Snapshot, name: str, base: str = DEFAULT_BASE) -> bytes:
    out = io.BytesIO()
    export(snapshot, name, out, base)
    return out.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_statements_were_read_does_not_show(
    name: str, snapshot: Snapshot, tmp_path: Path, world_readings: list[tuple[Reading, str]]
) -> None:
    turned = [(replace(r, statements=tuple(reversed(r.statements))), at) for r, at in world_readings]
    assert _bytes(_snapshot(tmp_path / "b.db", turned), name) == _bytes(snapshot, name)


@pytest.mark.parametrize("name", ["ttl", "rdf"])
def test_another_process_writes_the_same_bytes(name: str, snapshot: Snapshot) -> None:
    text = (
        "import io; from graph_service.export.serializing import write_turtle, write_xml; import sys; from pyoxigraph import *;"
        "t = [Triple(NamedNode('urn:a'), NamedNode('http://www.w3.org/2004/02/skos/core#note'), Literal('x'))];"
        f"{'write_turtle' if name == 'ttl' else 'write_xml'}(t, sys.stdout.buffer)"
    )
    runs = {subprocess.run([sys.executable, "-c", text], capture_output=True, check=True).stdout for _ in range(3)}
    assert len(runs) == 1


@pytest.mark.parametrize("name", RDF)
def test_each_form_of_the_union_holds_the_same_triples(name: str, snapshot: Snapshot) -> None:
    read = {quad.triple for quad in ox.parse(_bytes(snapshot, name), RDF[name])}
    assert read == {quad.triple for quad in triples.quads(snapshot)}


def test_the_union_has_each_triple_once(snapshot: Snapshot) -> None:
    lines = _bytes(snapshot, "nt").splitlines()
    assert len(lines) == len(set(lines))


def test_a_triple_that_two_documents_say_stands_in_both_graphs_and_once_in_the_union(snapshot: Snapshot) -> None:
    said = f"<{iri('UNEA-2')}> <https://w3id.org/mandate-graph/ontology#launches> <{iri('UN-SWFS-ENV')}> ".encode()
    counts = [sum(line.startswith(said) for line in _bytes(snapshot, name).splitlines()) for name in ("nq", "nt")]
    assert counts == [2, 1]


def test_the_named_graphs_give_the_statements_back(snapshot: Snapshot) -> None:
    assert rdf.statements(ox.parse(_bytes(snapshot, "nq"), ox.RdfFormat.N_QUADS)) == list(snapshot.records)


def test_the_table_gives_the_statements_back(snapshot: Snapshot) -> None:
    table = io.StringIO(_bytes(snapshot, "csv").decode(), newline="")
    assert list(csv.statements(table)) == list(snapshot.records)


def test_graphml_has_every_thing_and_every_standing_claim(snapshot: Snapshot) -> None:
    drawn = nx.parse_graphml(_bytes(snapshot, "graphml").decode(), force_multigraph=True)
    claims = [n for n in snapshot.lines() if snapshot.ends(n)[2] is not None and snapshot.columns.stands[n]]
    assert (sorted(drawn), drawn.number_of_edges()) == (list(snapshot.keys), len(claims))


def test_turtle_says_all_of_a_subject_in_one_place(snapshot: Snapshot) -> None:
    subjects = [line.split()[0] for line in _bytes(snapshot, "ttl").decode().splitlines() if line.startswith("<")]
    assert len(subjects) == len(set(subjects))


def test_no_address_but_the_base_is_in_a_dump(snapshot: Snapshot) -> None:
    other = _bytes(snapshot, "nt", "https://example.org/mg/").decode()
    assert f"{DEFAULT_BASE}id/" not in other


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed_and_comes_back_whole() -> None:
    quotes = ["=1+1", "@x", "-2", "'quoted'", "plain"]
    evidence = tuple(
        Evidence(f"{n}", Method("rule", "names", "1"), "en", n, n + len(q), q, "0" * 64) for n, q in enumerate(quotes, 1)
    )
    statement = Statement("A/1", "UNEP", "name", Literal("+UNEP", "en"), evidence=evidence)
    out = io.BytesIO()
    csv.write_statements([statement], out)
    text = out.getvalue().decode()
    cells = [cell for row in text.splitlines() for cell in row.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
    assert list(csv.statements(io.StringIO(text, newline=""))) == [statement]


def test_an_unknown_format_is_answered_with_those_there_are(snapshot: Snapshot) -> None:
    with pytest.raises(UsageError, match="'xlsx': expected one of ttl, nt, nq"):
        export(snapshot, "xlsx", io.BytesIO())


def test_a_rejected_statement_keeps_its_node_and_loses_its_flat_triple(
    tmp_path: Path, world_readings: list[tuple[Reading, str]]
) -> None:
    store = open_store(str(tmp_path / "v.db"))
    reading, known_at = world_readings[-1]
    store.write(reading, known_at)
    said = next(s for s in reading.statements if s.predicate == "subsidiary_of" or s.predicate == "launches")
    store.add_verdicts([Verdict(said.id, "rejected", "a librarian", known_at, "misread")])
    lines = _bytes(snapshots.build(store), "nq").decode().splitlines()
    store.close()
    flat = [" ".join(str(term) for term in triple) for triple in rdf.flat(said)]
    assert any(iri(said.key) in line for line in lines)
    assert not [line for line in lines if line.startswith(tuple(flat)) and said.document in line]
