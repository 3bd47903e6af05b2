"""Paragraphs by the words that stand in them."""

from pathlib import Path

import pytest

from graph_service.ask import paragraphs as asking
from graph_service.graph.snapshot import build
from graph_service.store import Store, open_store
from tests.graph_service.store.samples import T1, reading


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two documents, four paragraphs with the character for water."""
    made = open_store(str(tmp_path / "words.db"))
    for document in ("B", "A"):
        made.write(reading(document=document, lines=("水", "火", "水土")), T1)
    return made


def test_a_single_chinese_character_is_found_page_by_page(store: Store) -> None:
    found = asking.paragraphs(build(store), store, "水", limit=2, offset=1)
    assert [(row.document, row.label) for row in found.paragraphs] == [("A", "3"), ("B", "1")]
    assert (found.total, found.scope.complete) == (4, True)
    store.close()


def test_where_there_are_more_than_are_looked_for_the_scope_is_not_complete(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_FOUND", 3)
    found = asking.paragraphs(build(store), store, "水")
    assert (found.total, len(found.paragraphs), found.scope.complete) == (3, 3, False)
    store.close()


def test_a_document_is_asked_under_its_key_before_the_limit_counts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_FOUND", 2)
    found = asking.paragraphs(build(store), store, "水", document="b")
    assert ([row.document for row in found.paragraphs], found.scope.complete) == (["B", "B"], True)
    store.close()
