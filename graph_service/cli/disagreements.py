"""The command ``contradictions``: what the documents read tell that can't all be so."""

from collections.abc import Iterator

import click

from graph_service.ask import contradictions as asking
from graph_service.ask.contradictions import Contradiction
from graph_service.ask.evidence import EvidenceRow
from graph_service.cli import lines
from graph_service.cli.context import FORMAT, KNOWN_AT, LANGUAGE, STORE, service
from graph_service.cli.questions import more
from ontology.contradictions import contradictions as kinds
from ontology.measures import PARTS


@click.command()
@click.argument("key", required=False)
@click.option("--kind", type=click.Choice(list(kinds()), case_sensitive=False), help="Only those of this kind.")
@click.option("--document", metavar="KEY", help="Only those that this document tells, alone or among others.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many contradictions.")
@LANGUAGE
@FORMAT
@KNOWN_AT
@STORE
def contradictions(
    key: str | None,
    kind: str | None,
    document: str | None,
    limit: int,
    language: str,
    form: str,
    known_at: str | None,
    store: str | None,
) -> int:
    """Show what the documents read tell that can't all be so, about KEY or about anything; each line with its paragraphs.

    Which of them is right is not judged: a verdict of a person (`review`) settles it.
    """
    with service(store) as ready:
        found = asking.contradictions(ready.snapshot(known_at), kind, key, document, limit=limit)
    rows = [row for number, one in enumerate(found.contradictions, 1) for row in told(number, one, language)]
    if not rows:
        click.echo("no contradiction is told in these documents", err=True)
    lines.write(rows, form, ("steps", "thing", "because", "said in", "words"))
    more(found.total, len(found.contradictions), form)
    return 0


def told(number: int, one: Contradiction, language: str) -> Iterator[dict[str, object]]:
    """A row for each statement and figure of a contradiction; ``contradiction`` is its number in the answer."""
    words = kinds()[one.kind]
    own = {"contradiction": number, "kind": one.kind, "about": one.about}
    first = {"steps": number, "thing": f"{one.about}\n{words.zh if language == 'zh' else words.en}"}
    for row in one.statements:
        because = lines.claim(row.subject, row.predicate, row.object or row.value or "")
        period = f" ({row.valid_from or '…'} – {row.valid_to or '…'})" if row.valid_from or row.valid_to else ""
        yield {**own, **first, **lines.plain(row), "because": because + period, **_said(row.evidence)}
        first = {"steps": "", "thing": ""}
    for figure in one.figures:
        because = f"{figure.measure}: {figure.value} {figure.unit} ({figure.status}, {figure.period})"
        if parts := dict(figure.dimensions).get(PARTS):
            because += f"; its parts come to {parts}"
        yield {**own, **first, **lines.plain(figure), "because": because, **_said(figure.evidence)}
        first = {"steps": "", "thing": ""}


def _said(evidence: tuple[EvidenceRow, ...]) -> dict[str, object]:
    return {"said in": lines.places(evidence), "words": lines.words(evidence)}


COMMANDS = (contradictions,)
