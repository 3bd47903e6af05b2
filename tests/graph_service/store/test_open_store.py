"""Which store a URL names."""

from pathlib import Path

import pytest

from graph_service.errors import UsageError
from graph_service.store import open_store


@pytest.mark.parametrize("form", ["{path}", "sqlite:///{path}", "sqlite:////{bare}"])
def test_a_path_and_a_sqlite_url_name_the_same_file(tmp_path: Path, form: str) -> None:
    path = tmp_path / "record.db"
    open_store(form.format(path=path, bare=str(path)[1:])).close()
    assert [file.name for file in tmp_path.iterdir()] == ["record.db"]


def test_a_relative_path_is_taken_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///record.db").close()
    open_store("./other.db").close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["other.db", "record.db"]


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "环境.db", "what?.db", "a#b.db"])
def test_the_url_of_a_store_opens_it_again_whatever_its_name(tmp_path: Path, name: str) -> None:
    store = open_store(str(tmp_path / name))
    store.close()
    open_store(store.url, create=False).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("url", ["postgres://x", "http://x/y.db", "mysql:///x"])
def test_an_unknown_scheme_is_an_error_that_names_the_known_ones(url: str) -> None:
    with pytest.raises(UsageError, match=r"unknown kind of store.*expected a path or sqlite:///path, bolt:// or neo4j://"):
        open_store(url)


@pytest.mark.parametrize(
    "url", ["bolt://neo4j:secret@localhost:7687", "neo4j://secret@host", "bolt://", "bolt://host/database", "neo4j+s://u:secret@h"]
)
def test_an_address_with_user_password_or_database_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError, match="MANDATE_GRAPH_NEO4J_PASSWORD") as refused:
        open_store(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["", " ", "sqlite://", "sqlite://x.db", "sqlite:///"])
def test_a_url_without_a_path_is_an_error(url: str) -> None:
    with pytest.raises(UsageError, match="expected"):
        open_store(url)
