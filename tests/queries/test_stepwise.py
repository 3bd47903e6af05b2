"""The Cypher of the questions that are asked step by step."""

import pytest

from graph_service.ask.questions import question
from graph_service.errors import UsageError
from graph_service.store.neo4j.steps import step_query


def _without_remarks(cypher: str) -> str:
    return "\n".join(line for line in cypher.splitlines() if not line.startswith("//"))


@pytest.mark.parametrize("name", ["lineage", "paths"])
def test_what_is_shown_is_what_is_asked_of_the_store(name: str) -> None:
    assert _without_remarks(question(name).cypher) == _without_remarks(step_query())


@pytest.mark.parametrize("name", ["lineage", "paths"])
def test_why_there_is_no_sparql_is_said(name: str) -> None:
    asked = question(name)
    with pytest.raises(UsageError, match=r"SPARQL 1\.1"):
        asked.bindings({parameter.name: parameter.example for parameter in asked.parameters})
