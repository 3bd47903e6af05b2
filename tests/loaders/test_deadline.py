"""A document whose reading takes too long is refused, and the error says where it was."""

import re
from pathlib import Path

import pytest

from loaders import limits
from loaders.base import SourceError
from loaders.deadline import limited

FIGURES = {"__name__": "loaders.reading.figures", "match": re.compile("(a+)+$").match}
"""A module of the reading; stages are told by the module that is at work."""


def test_work_in_the_midst_of_a_pattern_is_ended_with_its_stage_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(limits.READING_SECONDS.name, "1")
    told = r"report\.txt: .*over 1 s \(stage: reading\.figures\).*MANDATE_GRAPH_READING_SECONDS"
    with pytest.raises(SourceError, match=told), limited(Path("report.txt")):
        exec("match('a' * 60 + 'b')", FIGURES)  # as if the module were at work


def test_what_is_done_in_time_goes_its_way() -> None:
    with limited(Path("report.txt")):
        found = re.findall("a", "aba")
    assert found == ["a", "a"]
