"""What resolutions do and tell, held against the same resolution in the other language: ``python -m bench.effects``.

Read as ``bench.askings`` reads them, with the same halves: rules were mended by looking at the first alone, the second is only
counted. Compared are the relations that are neither citations nor askings: what is established, extended, endorsed, launched,
who supports, leads, belongs to whom.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from bench.askings import Pair, pairs
from ontology import vocabulary
from ontology.readings import Reading
from ontology.records import as_mapping

Told = tuple[str, str, str, str]
"""A paragraph, subject, predicate and object, with its status where it is no fact."""
_GROUPS = ("basis", "effect", "lifecycle", "making", "organisation", "coordination", "sdg")
_ELSEWHERE = ("requests", "recommends", "requests_report_from", "adopted_by", "adopted_at")
_BY_NAME = ("by-name", "masthead", "behind-body", "in-chart")
"""Ends of the names of rules that read names and headers, not sentences."""


def told(reading: Reading) -> Iterator[Told]:
    """Each place in which a relation is said."""
    for statement in reading.statements:
        known = vocabulary.predicate(statement.predicate)
        if known.group in _GROUPS and known.name not in _ELSEWHERE and isinstance(statement.object, str):
            status = as_mapping(statement.qualifiers).get("status", "")
            for evidence in statement.evidence:
                if not evidence.method.name.endswith(_BY_NAME):
                    yield evidence.paragraph, statement.subject, statement.predicate, f"{statement.object} {status}".strip()


def _sides(pair: Pair) -> tuple[set[Told], set[Told]]:
    return set(told(pair.en)), set(told(pair.zh))


@click.command()
@click.option("--misses", is_flag=True, help="Show what one language alone has in the first half.")
def main(misses: bool) -> None:
    """How far the English and the Chinese of the same resolutions agree on what is done and told."""
    folder = os.environ.get("MANDATE_GRAPH_CORPUS")
    if not folder:
        raise click.ClickException("MANDATE_GRAPH_CORPUS is not set: expected the folder that holds data/akn4un")
    read = [(pair, *_sides(pair)) for pair in pairs(Path(folder))]
    for half in (1, 2):
        sides = [(en, zh) for pair, en, zh in read if pair.half == half]
        both, either = sum(len(en & zh) for en, zh in sides), sum(len(en | zh) for en, zh in sides)
        counts = f"{sum(len(e) for e, _ in sides)} en, {sum(len(z) for _, z in sides)} zh"
        click.echo(f"half {half}: {len(sides)} resolutions, {counts}; both {both} of {either}, {both / max(either, 1):.3f}")
    for pair, en, zh in read if misses else ():
        if pair.half == 1:
            for side, alone in (("en", en - zh), ("zh", zh - en)):
                for paragraph, *words in sorted(alone):
                    click.echo(f"{pair.en.document} {paragraph} {side}: {' '.join(words)}")


if __name__ == "__main__":
    main(prog_name="python -m bench.effects")
