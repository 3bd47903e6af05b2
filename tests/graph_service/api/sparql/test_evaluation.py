"""Answers are counted and cut on their way, and are otherwise the engine's own, to the byte."""

import pyoxigraph as ox
import pytest

from graph_service.api.sparql import evaluation
from graph_service.api.sparql.messages import Query

from .conftest import LIMITS

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = (
    '"a\\tb\\r\\n\\\\\\"c"',
    '"联合国 é 😀"@zh',
    '""',
    "-0",
    "1e400",
    "1.50",
    "true",
    f'"01"^^<{XSD}integer>',
    f'"no number"^^<{XSD}integer>',
    f'"99999999999999999999999999"^^<{XSD}integer>',
    f'"2012-07"^^<{XSD}gYearMonth>',
    '"2012~"^^<http://id.loc.gov/datatypes/edtf/EDTF-level1>',
    "<http://example.org/a(b)%23c>",
)
FORMS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv; charset=utf-8": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values; charset=utf-8": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("content_type", FORMS)
@pytest.mark.parametrize("term", TERMS)
def test_a_term_comes_out_as_the_engine_writes_it(term: str, content_type: str) -> None:
    query = f"SELECT ?x ?unbound {{ BIND({term} AS ?x) }}"
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    expected = solutions.serialize(format=FORMS[content_type])
    assert evaluation.answer(ox.Store(), Query(query, content_type), LIMITS).body == expected
