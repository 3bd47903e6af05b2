"""Series of document symbols: which bodies a series has, so that a mistyped symbol can be told."""

import csv
import difflib
import re
from functools import cache
from importlib.resources import files


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    text = files("loaders.reading").joinpath("bodies_of_series.csv").read_text(encoding="utf-8")
    return {row["series"]: tuple(row["bodies"].split()) for row in csv.DictReader(text.splitlines())}


def likely_symbol(symbol: str) -> str | None:
    """What a symbol probably means where it is misprinted: a slash left out behind a bracket, a body that the series has not.

    ``ICCD/CRIC(9)INF.9`` → ``ICCD/CRIC(9)/INF.9``; None where nothing is wrong or nothing is near.
    """
    fixed = re.sub(r"\)(?=[A-Z])", ")/", symbol)
    series, _, rest = fixed.partition("/")
    body = re.match(r"[A-Za-z]+(?=\()", rest)
    known = _bodies().get(series, ())
    if body and known and body[0] not in known:
        near = difflib.get_close_matches(body[0], known, n=1, cutoff=0.5)
        fixed = f"{series}/{near[0]}{rest[body.end() :]}" if near else fixed
    return fixed if fixed != symbol else None
