"""The page of Cypher questions: each gives the answer that stands below it."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.queries.reading import Reader

PAGE = Path(__file__).parents[2] / "docs/cypher.md"


class Asked(NamedTuple):
    title: str
    cypher: str
    answer: list[list[str]]


def _asked() -> list[Asked]:
    found = re.findall(
        r"^## (\d+\. [^\n]+)$.*?```cypher\n(.+?)```\n\n((?:\|[^\n]*\n?)+)", PAGE.read_text(encoding="utf-8"), re.M | re.S
    )
    return [Asked(title, cypher, [_cells(line) for line in table.splitlines()]) for title, cypher, table in found]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)


def test_there_are_ten() -> None:
    assert len(_asked()) == 10


@pytest.mark.parametrize("asked", _asked(), ids=lambda asked: asked.title)
def test_each_question_gives_the_answer_on_the_page(in_neo4j: Reader, asked: Asked) -> None:
    [names, _, *expected] = asked.answer
    assert [[_shown(row[name]) for name in names] for row in in_neo4j.rows(asked.cypher)] == expected != []
