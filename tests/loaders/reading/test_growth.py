"""Reading takes about four times as long for four times the text, whatever the text says over and over again."""

import time
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.reading import language
from loaders.un_report.loader import UnReport

EN = "UNEP/EA.9/7\nReport of the Executive Director\n1. The Council met.\n2. It was so.\n3. "
ZH = "UNEP/EA.9/7\n执行主任的报告\n1. 理事会开会。\n2. 是这样。\n3. "
LETTERS = 2500
GROWN, MOST = 4, 10
"""How much longer the text becomes, and how much longer its reading may take: 16 times where each part is compared with each."""


def seconds(path: Path, text: str) -> float:
    path.write_text(text, encoding="utf-8")
    start = time.process_time()
    assert list(UnReport().read(Source(path)))
    return time.process_time() - start


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "resolution 66/288, "),
        ("en", "the Council and "),
        ("en", "at its second session, "),
        ("en", "ibid. and "),
        ("en", "\nA heading of some words"),
        ("en", "\nTable 1\nPosts 1 2 3\nOthers 4 5 6"),
        ("en", "the Executive Director requests the Council to "),
        ("en", "(“"),
        ("zh", "第3段和"),
        ("zh", "第二届会议、"),
        ("zh", "《某某计划》和"),
        ("zh", "请执行主任和"),
    ],
)
def test_time_grows_about_as_the_text_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, words: str) -> None:
    monkeypatch.setattr(language, "detect", lambda text: code)
    head, count, path = (EN if code == "en" else ZH), LETTERS // len(words), tmp_path / "report.txt"
    seconds(path, head + words)  # the rules are read once
    short = min(seconds(path, head + words * count + " " * n) for n in range(2))
    long = min(seconds(path, head + words * (GROWN * count) + " " * n) for n in range(2))
    assert long < MOST * max(short, 0.01)
