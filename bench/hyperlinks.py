"""Citations read from the words of resolutions, held against the links in them: ``python -m bench.hyperlinks``.

Each Akoma Ntoso file of the corpus is printed as plain text without its links, as it comes out of a PDF (broken lines, page
numbers, footnotes at the end of a page), and read as any text is. What is read is compared with the links of the file, with the
list of (citing, cited) pairs in ``data/derived``, and with the same resolution in the other language. What is found beyond the
links is drawn by seed and shown, to be judged by eye. Halves are told apart by the order of the files: rules were mended by
looking at the first alone.
"""

import csv
import gzip
import io
import os
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from loaders.base import Source
from loaders.formats.printed import Printed, printed
from loaders.reading.laid import Context
from loaders.reading.links import key_of
from loaders.reading.origin import halves
from loaders.resolution.acts import read as read_acts
from loaders.resolution.loader import Resolution
from loaders.resolution.masthead import identify
from loaders.resolution.structure import structure
from loaders.text.lines import Line, width
from ontology.readings import Mention

FOLDERS = ("akn4un", "akn4un_ecosoc")
LANGUAGES = ("en", "zh")
CITING = ("symbol", "ibid")
_COLUMN, _PAGE = 88, 46
_CONTEXT = 70


@dataclass
class Read:
    """A resolution in one language: what its links name and what its words were read as; ``half``: 1 or 2."""

    name: str
    language: str
    half: int
    context: Context
    linked: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """The resolution."""
        return self.context.document

    def mentions(self) -> Iterator[Mention]:
        """Citations by symbol or ``ibid``."""
        return (
            m for m in self.context.found.mentions if m.type == "instrument" and m.form in CITING and base(m.key) != base(self.key)
        )

    @property
    def found(self) -> set[str]:
        """What its words cite; of a dual symbol both halves."""
        return {base(key) for m in self.mentions() for key in (halves(m.key.partition("#")[0]) or (m.key,))}


def base(key: str) -> str:
    """A key as it is compared: the whole instrument, without blanks, capitals alike."""
    return re.sub(r"^E/(?=(?:ESCAP|ESCWA|ECLAC|ECE|ECA)/RES/)", "", re.sub(r"\s", "", key.partition("#")[0])).upper()


# ---------------------------------------------------------------------- printing
def as_text(document: Printed) -> str:
    """The words as a page prints them: broken lines, marks of footnotes stuck to words, notes below a rule, page numbers."""
    out: list[str] = []
    notes: list[str] = []
    page = 0
    for line in document.lines:
        if line.note:
            notes += _broken(f"{line.note} {line.text}")
            continue
        if len(out) - page >= _PAGE:
            page = _turn(out, notes)
        out += [*_broken(_marked(line)), ""]
    _turn(out, notes)
    return "\n".join(out)


def _turn(out: list[str], notes: list[str]) -> int:
    """The end of a page."""
    if notes:
        out += ["_" * 18, *notes, ""]
    notes.clear()
    out += [f"{1 + sum(line.startswith('20-17656') for line in out)}/99", "20-17656", ""]
    return len(out)


def _marked(line: Line) -> str:
    text = line.text
    for mark in sorted(line.marks, key=lambda m: -m.at):
        text = (
            text[: mark.at]
            + mark.mark
            + (" " if text[mark.at : mark.at + 1] > "\u2e80" and text[mark.at] not in "，。；、：）》”" else "")
            + text[mark.at :]
        )
    return text


def _broken(text: str) -> Iterator[str]:
    """Lines of a column's width; words in Latin letters and numbers are not cut, no line begins with punctuation."""
    line = ""
    for piece in re.findall(r"[!-~\u2010-\u201d]+ ?|.", text):
        if width(line) + width(piece.rstrip()) > _COLUMN and not re.match(r"[，。；：、）》”]|\d{1,2}$", piece):
            yield line.rstrip()
            line = ""
        line += piece
    if line.strip():
        yield line.rstrip()


# ---------------------------------------------------------------------- reading
def read_all(corpus: Path, languages: Iterable[str] = LANGUAGES) -> Iterator[Read]:
    """Every Akoma Ntoso file of the corpus, read without its links."""
    loader = Resolution()
    with tempfile.TemporaryDirectory() as folder:
        for language in languages:
            files = [path for name in FOLDERS for path in sorted((corpus / "data" / name / language).glob("*.xml"))]
            for number, path in enumerate(files):
                document = printed(Source(path))
                text = Path(folder) / f"{path.stem}.txt"
                text.write_text(as_text(document), encoding="utf-8")
                context = _cited(Source(text), loader, language)
                yield Read(path.name, language, 1 + number % 2, context, _linked(document) - {base(context.document)})


def _cited(source: Source, loader: Resolution, language: str) -> Context:
    """What the reader of citations finds; the other readers give none."""
    structured = structure(printed(source), language)
    context = identify(structured, source, loader.name, loader.version)
    return context.after(read_acts(context.laid, context, structured.hung))


def _linked(document: Printed) -> set[str]:
    keys = (key_of(link.url) for line in document.lines for link in line.links)
    return {base(key) for key in keys if key}


def derived(corpus: Path) -> dict[str, dict[str, set[str]]]:
    """Language → citing → cited, of the list that was made of all files of the sessions."""
    out: dict[str, dict[str, set[str]]] = {language: defaultdict(set) for language in LANGUAGES}
    for path in sorted((corpus / "data" / "derived").glob("*.tsv.gz")):
        rows = csv.reader(io.StringIO(gzip.decompress(path.read_bytes()).decode()), delimiter="\t")
        next(rows)
        for citing, cited, _, n_en, n_zh in rows:
            for language, n in zip(LANGUAGES, (n_en, n_zh), strict=True):
                if int(n):
                    out[language][base(citing)].add(base(cited))
    return out


# ---------------------------------------------------------------------- figures
def recall(reads: Iterable[Read], wanted: dict[str, set[str]] | None = None) -> tuple[int, int]:
    """(found, linked) pairs of these resolutions; ``wanted``: the pairs of the list instead of the file's own links."""
    hit = total = 0
    for one in reads:
        linked = one.linked if wanted is None else wanted.get(base(one.key), set()) - {base(one.key)}
        hit, total = hit + len(linked & one.found), total + len(linked)
    return hit, total


def agreement(reads: Iterable[Read]) -> tuple[int, int, list[tuple[str, str, set[str]]]]:
    """(pairs that both languages have, pairs that either has, what one alone has)."""
    by_key: dict[str, dict[str, Read]] = defaultdict(dict)
    for one in reads:
        by_key[one.key][one.language] = one
    both = either = 0
    alone: list[tuple[str, str, set[str]]] = []
    for key, pair in sorted(by_key.items()):
        if len(pair) == 2:
            en, zh = pair["en"].found, pair["zh"].found
            both, either = both + len(en & zh), either + len(en | zh)
            alone += [(key, language, rest) for language, rest in (("en", en - zh), ("zh", zh - en)) if rest]
    return both, either, alone


def beyond(reads: Iterable[Read], n: int, seed: int) -> list[tuple[Read, Mention]]:
    """Citations that no link of the file names, drawn by seed."""
    found = [(one, m) for one in reads for m in one.mentions() if base(m.key) not in one.linked]
    return random.Random(seed).sample(found, min(n, len(found)))  # noqa: S311 (a draw, no secret)


def _said(name: str, hit: int, total: int) -> str:
    return f"{name:<44} {hit:>6} of {total:>6}  {hit / total if total else float('nan'):.4f}"


@click.command()
@click.option("--draw", default=100, show_default=True, help="Finds beyond the links to show, for each language.")
@click.option("--seed", default=1, show_default=True)
@click.option("--misses", is_flag=True, help="Show what was missed in the first half.")
def main(draw: int, seed: int, misses: bool) -> None:
    """Recall against hyperlinks, agreement of languages, finds beyond the links to be judged."""
    folder = os.environ.get("MANDATE_GRAPH_CORPUS")
    if not folder:
        raise click.ClickException("MANDATE_GRAPH_CORPUS is not set: expected the folder that holds data/akn4un")
    corpus = Path(folder)
    begun = time.perf_counter()
    reads = list(read_all(corpus))
    seconds = time.perf_counter() - begun
    lists = derived(corpus)
    click.echo(f"{len(reads)} files in {seconds:.1f} s: {len(reads) / seconds:.1f} a second (printed, broken into lines, and read)")
    for language in LANGUAGES:
        mine = [one for one in reads if one.language == language]
        for half in (1, 2):
            some = [one for one in mine if one.half == half]
            click.echo(_said(f"recall of links, {language}, half {half}", *recall(some)))
            click.echo(_said(f"recall of the list, {language}, half {half}", *recall(some, lists[language])))
        if misses:
            _show_misses(mine)
    for half in (1, 2):
        both, either, alone = agreement(one for one in reads if one.half == half)
        click.echo(_said(f"agreement of en and zh, half {half}", both, either))
        if misses and half == 1:
            for key, language, rest in alone:
                click.echo(f"  {key} only {language}: {', '.join(sorted(rest))}")
    for language in LANGUAGES:
        _show_beyond(language, beyond((one for one in reads if one.language == language), draw, seed))


def _show_misses(reads: list[Read]) -> None:
    for one in reads:
        if one.half == 1 and (rest := one.linked - one.found):
            click.echo(f"  {one.name}: {', '.join(sorted(rest))}")


def _show_beyond(language: str, drawn: list[tuple[Read, Mention]]) -> None:
    click.echo(f"\n{language}: {len(drawn)} finds beyond the links")
    for n, (one, m) in enumerate(drawn, 1):
        text = one.context.laid.text
        before, after = text[max(0, m.start - _CONTEXT) : m.start], text[m.end : m.end + _CONTEXT]
        said = f"{before}⟦{m.quote}⟧{after}".replace("\n", " ⏎ ")
        click.echo(f"{n:>3} {one.key} {m.paragraph}: {m.key}\n    {said}")


if __name__ == "__main__":
    main(prog_name="python -m bench.hyperlinks")
