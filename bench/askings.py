"""What resolutions ask, held against the same resolution in the other language: ``python -m bench.askings``.

Each Akoma Ntoso file of the corpus is printed as plain text (``bench.hyperlinks``) and read as any text is. Of the readings the
English and the Chinese of one resolution are compared: who is asked in which paragraph, under which predicate. Halves are told
apart by the order of the files: rules were mended by looking at the first alone, the second is only counted.
"""

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click

from bench.hyperlinks import FOLDERS, LANGUAGES, as_text
from loaders.base import Source
from loaders.formats.printed import printed
from loaders.reading.requests import ASKING
from loaders.resolution.loader import Resolution
from ontology.readings import Reading

Asking = tuple[str, str, str]
"""A paragraph, who is asked there, and the predicate."""
_DETAILS = ("due", "to", "via", "recurs")


@dataclass(frozen=True)
class Pair:
    """A resolution in both languages; ``half``: 1 or 2."""

    half: int
    en: Reading
    zh: Reading

    def askings(self) -> tuple[set[Asking], set[Asking]]:
        """Who is asked where, in English and in Chinese."""
        return set(askings(self.en)), set(askings(self.zh))

    def details(self) -> tuple[Counter[Asking], Counter[Asking]]:
        """Paragraph, qualifier and value of the obligations: due, to whom, through whom, how often."""
        return Counter(_details(self.en)), Counter(_details(self.zh))


def askings(reading: Reading) -> Iterator[Asking]:
    """Each place in which an instrument is said to ask somebody."""
    for statement in reading.statements:
        if statement.predicate in ASKING and isinstance(statement.object, str):
            yield from ((e.paragraph, statement.object, statement.predicate) for e in statement.evidence)


def _details(reading: Reading) -> Iterator[Asking]:
    for statement in reading.statements:
        if statement.predicate == "addressed_to":
            said = ((name, value) for name, value in statement.qualifiers if name in _DETAILS)
            yield from ((e.paragraph, name, str(value)) for name, value in said for e in statement.evidence)


def pairs(corpus: Path) -> Iterator[Pair]:
    """Every resolution of the corpus that stands there in both languages."""
    read: dict[tuple[int, str], dict[str, Reading]] = defaultdict(dict)
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            files = [path for name in FOLDERS for path in sorted((corpus / "data" / name / language).glob("*.xml"))]
            for number, path in enumerate(files):
                text = Path(folder) / f"{path.stem}.txt"
                text.write_text(as_text(printed(Source(path))), encoding="utf-8")
                reading = next(Resolution().read(Source(text)))
                read[1 + number % 2, reading.document][language] = reading
    yield from (Pair(half, both["en"], both["zh"]) for (half, _), both in read.items() if len(both) == len(LANGUAGES))


def agreement(sides: Iterable[tuple[set[Asking], set[Asking]]]) -> tuple[int, int]:
    """(what both languages have, what either has)."""
    both = either = 0
    for en, zh in sides:
        both, either = both + len(en & zh), either + len(en | zh)
    return both, either


def _counted(sides: Iterable[tuple[Counter[Asking], Counter[Asking]]]) -> tuple[int, int]:
    both = either = 0
    for en, zh in sides:
        both, either = both + (en & zh).total(), either + (en | zh).total()
    return both, either


def _said(name: str, both: int, either: int) -> str:
    return f"{name:<52} {both:>5} of {either:>5}  {both / either if either else float('nan'):.3f}"


@click.command()
@click.option("--misses", is_flag=True, help="Show what one language alone has in the first half.")
def main(misses: bool) -> None:
    """How far the English and the Chinese of the same resolutions agree on what is asked of whom."""
    folder = os.environ.get("MANDATE_GRAPH_CORPUS")
    if not folder:
        raise click.ClickException("MANDATE_GRAPH_CORPUS is not set: expected the folder that holds data/akn4un")
    read = list(pairs(Path(folder)))
    for half in (1, 2):
        some = [pair for pair in read if pair.half == half]
        asked = [pair.askings() for pair in some]
        click.echo(
            f"half {half}: {len(some)} resolutions, askings {sum(len(e) for e, _ in asked)} en, {sum(len(z) for _, z in asked)} zh"
        )
        click.echo(_said("paragraph, addressee and predicate", *agreement(asked)))
        places = [({(p, a, "") for p, a, _ in en}, {(p, a, "") for p, a, _ in zh}) for en, zh in asked]
        click.echo(_said("paragraph and addressee", *agreement(places)))
        click.echo(_said("due, to, via, recurs", *_counted(pair.details() for pair in some)))
    if misses:
        for pair in (pair for pair in read if pair.half == 1):
            _show(pair)


def _show(pair: Pair) -> None:
    en, zh = pair.askings()
    alone = sorted([(*asking, "en") for asking in en - zh] + [(*asking, "zh") for asking in zh - en])
    for paragraph, rest in groupby(alone, key=lambda one: one[0]):
        click.echo(f"{pair.en.document} {paragraph}: " + "; ".join(f"{side} {predicate} {who}" for _, who, predicate, side in rest))


if __name__ == "__main__":
    main(prog_name="python -m bench.askings")
