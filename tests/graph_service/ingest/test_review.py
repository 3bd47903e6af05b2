"""Verdicts from JSON lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph_service.errors import InputError
from graph_service.ingest.review import review
from graph_service.store import Store
from ontology.records import Verdict
from tests.graph_service.store.samples import T1, cites, reading

Write = Callable[..., Path]

LINE: dict[str, Any] = {
    "statement": cites("A").id,
    "verdict": "confirmed",
    "by": "a librarian",
    "at": T1,
    "reason": "seen in print",
}


@pytest.fixture
def held(store: Store) -> Store:
    """A store with two statements."""
    store.write(reading([cites("A"), cites("B")]), T1)
    return store


def lines(*given: dict[str, Any]) -> bytes:
    return b"\n".join(orjson.dumps(line) for line in given) + b"\n"


def test_verdicts_are_kept_and_counted(held: Store, write: Write) -> None:
    file = write("v.jsonl", lines(LINE, LINE | {"statement": cites("B").id, "verdict": "rejected"}))
    assert review(held, file) == 2
    assert {v.statement: v.verdict for v in held.verdicts()} == {cites("A").id: "confirmed", cites("B").id: "rejected"}


def test_the_same_file_again_keeps_nothing_new(held: Store, write: Write) -> None:
    file = write("v.jsonl", lines(LINE))
    assert (review(held, file), review(held, file)) == (1, 0)


def test_a_correction_names_the_statement_that_stands_instead(held: Store, write: Write) -> None:
    file = write("v.jsonl", lines(LINE | {"statement": f"st:{cites('A').id}", "verdict": "corrected", "correction": cites("B").id}))
    review(held, file)
    assert list(held.verdicts()) == [Verdict(cites("A").id, "corrected", "a librarian", T1, "seen in print", cites("B").id)]


def test_times_are_kept_in_utc(held: Store, write: Write) -> None:
    review(held, write("v.jsonl", lines(LINE | {"at": "2026-01-01T01:00:00+01:00"})))
    assert [v.at for v in held.verdicts()] == [T1]


def test_a_verdict_on_a_statement_that_ended_is_kept(held: Store, write: Write) -> None:
    held.write(reading([], source="2"), "2026-05-01T00:00:00Z")
    assert review(held, write("v.jsonl", lines(LINE))) == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "no JSON"),
        (b"[]", "expected a JSON object"),
        (orjson.dumps({"statement": cites("A").id}), "no verdict, by, at, reason"),
        (orjson.dumps(LINE | {"verdict": "maybe"}), "verdict 'maybe'"),
        (orjson.dumps(LINE | {"at": "soon"}), "'soon' is no record time"),
        (orjson.dumps(LINE | {"at": 2026}), "at: expected text, found 2026"),
        (orjson.dumps(LINE | {"statement": "nonesuch"}), "no statement 'nonesuch'"),
        (orjson.dumps(LINE | {"comment": "x"}), "unknown field 'comment'"),
        (orjson.dumps(LINE | {"verdict": "corrected"}), "a correction names the statement"),
        (orjson.dumps(LINE | {"correction": cites("B").id}), "a correction names the statement"),
    ],
)
def test_a_bad_line_is_named_and_nothing_of_the_file_is_kept(held: Store, write: Write, line: bytes, told: str) -> None:
    file = write("v.jsonl", lines(LINE) + b"\n" + line)
    with pytest.raises(InputError) as error:
        review(held, file)
    assert f"line 3: {told}" in str(error.value)
    assert list(held.verdicts()) == []


def test_every_bad_line_is_told_at_once(held: Store, write: Write) -> None:
    with pytest.raises(InputError, match=r"(?s)2 of its lines.*line 1: .*line 3: "):
        review(held, write("v.jsonl", b"{\n" + lines(LINE) + b"}"))


@pytest.mark.parametrize(("content", "told"), [(b"", "empty"), (b"\0", "binary"), (b"\xff\xfe\xfd", "not UTF-8")])
def test_a_file_that_is_no_text_is_an_error(held: Store, write: Write, content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        review(held, write("v.jsonl", content))
