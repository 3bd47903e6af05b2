"""Limits have names, and people can look them up."""

import re
from pathlib import Path

from loaders.limits import LIMITS

README = Path(__file__).resolve().parents[3] / "README.md"


def test_every_limit_stands_in_the_readme_with_its_default() -> None:
    text = README.read_text(encoding="utf-8")
    for limit in LIMITS:
        row = re.search(rf"^\| `{limit.name}` \| `(\d+)` \|", text, re.M)
        assert row, limit.name
        assert int(row[1]) == limit.default == limit.value
