"""How often rules read rightly: verdicts of people, counted by rule.

``python -m bench.judging EXTRACT VERDICTS`` takes what ``mandate-graph extract`` printed and verdicts on it (JSON lines as
``mandate-graph review`` takes them; ``statement`` and ``verdict`` are enough) and prints the rows of ``loaders/reading/judged.csv``
with the new counts added; ``--anew`` leaves out what was counted before. A statement counts once for each rule that reads it.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import orjson

from loaders.reading import precision

Rule = tuple[str, str]
"""Language and rule."""
RIGHT = {"confirmed": True, "corrected": False, "rejected": False}


def counted(lines: Iterable[dict[str, Any]], verdicts: Iterable[dict[str, Any]]) -> tuple[Counter[Rule], Counter[Rule]]:
    """How many judged statements each rule read rightly, and how many not. ``KeyError`` names a verdict that is none."""
    given = {row["statement"].removeprefix("st:"): RIGHT[row["verdict"]] for row in verdicts}
    right: Counter[Rule] = Counter()
    wrong: Counter[Rule] = Counter()
    language = ""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if line["kind"] == "document":
            language = line["language"] or ""
        elif line["kind"] == "statement" and line["id"] in given:
            kind, _, rule = line["method"].partition(":")
            if kind == "rule" and (line["id"], rule) not in seen:
                seen.add((line["id"], rule))
                (right if given[line["id"]] else wrong)[language, rule] += 1
    return right, wrong


def table(right: Counter[Rule], wrong: Counter[Rule]) -> list[dict[str, object]]:
    """The rows of the table, sorted."""
    return [dict(zip(precision.COLUMNS, (*rule, right[rule], wrong[rule]), strict=True)) for rule in sorted({*right, *wrong})]


@click.command(name="bench.judging")
@click.argument("extract", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("verdicts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--anew", is_flag=True, help="Leave out what was counted before.")
def main(extract: Path, verdicts: Path, anew: bool) -> None:
    """Count VERDICTS on the statements of EXTRACT by rule, on top of what was counted before."""
    lines, given = ([orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()] for path in (extract, verdicts))
    right, wrong = counted(lines, given)
    for rule, judged in {} if anew else precision.table().items():
        right[rule] += judged.right
        wrong[rule] += judged.wrong
    writer = csv.DictWriter(sys.stdout, precision.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table(right, wrong))


if __name__ == "__main__":
    main(prog_name="python -m bench.judging")
