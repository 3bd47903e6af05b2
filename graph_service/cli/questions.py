"""Commands that ask: ``search``, ``lineage``, ``paths``, ``overlap``. Each line of an answer with the places that say it."""

from collections.abc import Iterator

import click

from graph_service.ask import coordination as coordinating
from graph_service.ask import lineage as tracing
from graph_service.ask import paths as ways
from graph_service.ask import search as finding
from graph_service.ask import unheld as asking
from graph_service.ask.claims import Claim
from graph_service.cli import lines
from graph_service.cli.context import AS_OF, FORMAT, KNOWN_AT, LANGUAGE, STORE, service
from graph_service.graph.snapshot import Snapshot

PREDICATE = click.option(
    "--predicate", "predicates", multiple=True, metavar="P", help="Only along this predicate; may be given again."
)
THROUGH = click.option(
    "--through", multiple=True, type=click.Choice(["BODIES"], case_sensitive=False), help="Pass through these too."
)


@click.command()
@click.argument("text")
@click.option("--type", "types", multiple=True, metavar="T", help="Only things of this type; may be given again.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many lines.")
@LANGUAGE
@FORMAT
@KNOWN_AT
@STORE
def search(text: str, types: tuple[str, ...], limit: int, language: str, form: str, known_at: str | None, store: str | None) -> int:
    """Find keys by name, symbol or title, in any language."""
    with service(store) as ready:
        found = finding.search(ready.snapshot(known_at), text, types=types, limit=limit)
    rows = [
        {**lines.plain(hit), "label": hit.labels.get(language) or next(iter(hit.labels.values()), hit.key)} for hit in found.hits
    ]
    if not rows:
        click.echo(f"nothing is called like {text!r} in this graph", err=True)
    lines.write(rows, form, ("key", "type", "label"))
    more(found.total, len(rows), form)
    return 0


@click.command()
@click.argument("key")
@click.option(
    "--direction",
    type=click.Choice(["up", "down", "both"]),
    default="up",
    show_default=True,
    help="Where it comes from, what followed, or both.",
)
@click.option("--depth", type=click.IntRange(0), default=tracing.DEPTH, show_default=True, help="At most so many steps.")
@PREDICATE
@THROUGH
@click.option(
    "--grain",
    type=click.Choice(["paragraph", "whole"]),
    default="paragraph",
    show_default=True,
    help="Paragraphs apart, or folded into their documents.",
)
@AS_OF
@KNOWN_AT
@click.option("--limit", type=click.IntRange(1), default=tracing.LIMIT, show_default=True, help="How many things.")
@LANGUAGE
@FORMAT
@STORE
def lineage(
    key: str,
    direction: str,
    depth: int,
    predicates: tuple[str, ...],
    through: tuple[str, ...],
    grain: str,
    as_of: str | None,
    known_at: str | None,
    limit: int,
    language: str,
    form: str,
    store: str | None,
) -> int:
    """Trace where KEY comes from or what followed from it, step by step, each step with its paragraph."""
    with service(store) as ready:
        terms = (direction, depth, predicates, through, grain.upper(), as_of)
        answer = asking.lineage(ready.snapshot(known_at), key, *terms, limit=limit).answer
    name = lines.labelled(answer.root.key, answer.root.labels, language).replace("\n", ", ")
    title = f"{name}: {answer.total} {'thing' if answer.total == 1 else 'things'}, {answer.direction.lower()}"
    columns = ("steps", "thing", "because", *(("holds",) if as_of else ()), "said in", "words")
    lines.write(steps(answer.nodes, language), form, columns, title)
    if form == "table":
        explain(answer)
    return 0


def steps(nodes: tuple[tracing.LineageNode, ...], language: str) -> Iterator[lines.Row]:
    """A row for each claim that reaches a thing, fields as in GraphQL and the columns of the table."""
    for node in nodes:
        for number, via in enumerate(node.via or (None,)):
            yield step(node, via, language, first=number == 0)


def step(node: tracing.LineageNode, via: Claim | None, language: str, *, first: bool) -> lines.Row:
    """One row: a thing and one claim that reaches it (None: it is a part, or the whole, of what was asked)."""
    label = node.labels.get(language) or next(iter(node.labels.values()), node.key)
    own = {
        "key": node.key,
        "label": label,
        "type": node.type,
        "degree": node.degree,
        "direction": node.direction,
        "held": node.held,
    }
    shown = {"steps": node.degree if first else "", "thing": lines.labelled(node.key, node.labels, language) if first else ""}
    return {**own, **said(via), **shown} if via else {**own, "evidence": [], **shown}


def said(via: Claim) -> dict[str, object]:
    """The fields of a claim."""
    told = {name: value for name, value in lines.plain(via).items() if name not in ("id", "statements", "documents")}
    because = lines.claim(via.subject, via.predicate, via.object)
    return {**told, "because": because, "said in": lines.places(via.evidence), "words": lines.words(via.evidence)}


def explain(answer: tracing.Lineage) -> None:
    """Say why a lineage ended, and in which documents it was looked for."""
    meaning = {
        "DEPTH": "more lies deeper: give a larger --depth",
        "LIMIT": "more was found: give a larger --limit",
        "BODY": "it ends at bodies: --through BODIES goes on",
        "EXHAUSTED": "nothing more is said in these documents",
    }
    for reason in answer.stop_reasons:
        click.echo(meaning[reason], err=True)
    click.echo(f"looked for in {len(answer.scope.documents)} documents and {len(answer.scope.registers)} registers", err=True)


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--any-direction", is_flag=True, help="Also against the direction of lineage.")
@PREDICATE
@THROUGH
@AS_OF
@KNOWN_AT
@LANGUAGE
@FORMAT
@STORE
def paths(
    source: str,
    target: str,
    any_direction: bool,
    predicates: tuple[str, ...],
    through: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    language: str,
    form: str,
    store: str | None,
) -> int:
    """Show the shortest ways from SOURCE to TARGET along lineage, each step with its paragraph."""
    with service(store) as ready:
        terms = {"any_direction": any_direction, "predicates": predicates, "through": through, "as_of": as_of}
        shown = asking.paths(ready.snapshot(known_at), source, target, **terms)
        answer, rows = shown.answer, list(path_rows(shown.things, shown.answer, language))
    lines.write(rows, form, ("path", "steps", "thing", "because", "said in", "words"))
    if not rows:
        click.echo(f"no path of lineage between {source} and {target} in these documents", err=True)
    elif answer.reversed:
        click.echo(
            f"nothing leads from {answer.source} to {answer.target}: this leads from {answer.target} to {answer.source}", err=True
        )
    if answer.truncated:
        click.echo(f"{len(answer.paths)} of {answer.total} shortest paths shown", err=True)
    return 0


def path_rows(snapshot: Snapshot, answer: ways.Paths, language: str) -> Iterator[lines.Row]:
    """A row for each thing of each path, and for each further claim of a step."""
    for number, path in enumerate(answer.paths, 1):
        degree = 0
        yield {"path": number, **path_end(snapshot, path.nodes[0], degree, language), "evidence": []}
        for hop in path.steps:
            degree += hop.steps
            own = {"path": number, **path_end(snapshot, hop.target, degree, language)}
            first, *rest = hop.claims or (None,)
            yield {**own, **(said(first) if first else {"because": "the same, or its whole", "evidence": []})}
            yield from ({**own, "steps": "", "thing": "", **said(more)} for more in rest if more)


def path_end(snapshot: Snapshot, key: str, degree: int, language: str) -> dict[str, object]:
    """The fields of a thing on a path."""
    labels = snapshot.entity(key).labels
    label = labels.get(language) or next(iter(labels.values()), key)
    return {"key": key, "label": label, "degree": degree, "steps": degree, "thing": lines.labelled(key, labels, language)}


@click.command()
@click.argument("first")
@click.argument("second")
@AS_OF
@KNOWN_AT
@LANGUAGE
@FORMAT
@STORE
def overlap(first: str, second: str, as_of: str | None, known_at: str | None, language: str, form: str, store: str | None) -> int:
    """Show what two groups, or two bodies, have in common, with the statements that cause it."""
    with service(store) as ready:
        answer = coordinating.overlap(ready.snapshot(known_at), first, second, as_of=as_of)
    rows = [
        {
            "key": shared.key,
            "label": shared.labels.get(language) or shared.key,
            "thing": lines.labelled(shared.key, shared.labels, language),
            **lines.plain(row),
            "because": lines.claim(row.subject, row.predicate, row.object or row.value or ""),
            "said in": lines.places(row.evidence),
            "words": lines.words(row.evidence),
        }
        for shared in answer.shared
        for row in (*shared.with_a, *shared.with_b)
    ]
    if not rows:
        click.echo(f"{first} and {second} share nothing in these documents", err=True)
    lines.write(rows, form, ("thing", "because", "said in", "words"))
    return 0


def more(total: int, shown: int, form: str) -> None:
    """Say on standard error that there is more than was shown."""
    if total > shown and form == "table":
        click.echo(f"{shown} of {total} shown: give a larger --limit", err=True)


COMMANDS = (search, lineage, paths, overlap)
