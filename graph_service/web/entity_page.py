"""The page of a thing: what it is, where it comes from, what followed, who; every line with its paragraph."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph_service.ask import entities, lineage
from graph_service.ask.claims import Claim
from graph_service.ask.questions import question
from graph_service.ask.scope import Scope
from graph_service.ask.statements import StatementRow
from graph_service.graph.snapshot import Snapshot
from graph_service.web.lines import Drawer, Line, choose, once

Say = Callable[[str], str]

DEPTHS = (1, 2, 3, 4, 6, 8)
SHOWN = 40
"""How many things of a lineage, and how many lines of a list, a page shows; GraphQL gives all."""
CITABLE = ("instrument", "document", "part", "strategy")
"""Kinds that have a text, so that a page says whether it is held."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A thing that lineage reaches, with the claims that lead there."""

    key: str
    label: str | None
    type_label: str
    degree: int
    via: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One direction of lineage as a section of the page."""

    anchor: str
    title: str
    summary: str
    empty: str
    nodes: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The thing itself, as the head of its page shows it."""

    key: str
    label: str | None
    type_label: str
    labels: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    held: bool
    citable: bool
    url: str | None


def values(snapshot: Snapshot, key: str, language: str, say: Say, depth: int, as_of: str | None, base: str) -> dict[str, Any]:
    """What the template of a thing's page needs; ``UnknownKey`` where there is no such thing. ``base``: that of the IRIs."""
    drawer = Drawer(snapshot, language, as_of)
    told = entities.page(snapshot, key, as_of, limit=SHOWN)
    head = told.entity
    parts, claims = _lineages(drawer, head.key, say, depth, as_of)
    rest = [row for row in (*told.upstream.rows, *told.downstream.rows, *told.other.rows) if row.claim not in claims]
    lists = (told.what, told.who, told.other)
    return {
        "entity": _heading(drawer, head),
        "lineages": parts,
        "who": drawer.lines(told.who.rows),
        "other": drawer.lines(_unique(rest)),
        "names": drawer.lines(told.what.rows),
        "hidden": sum(one.total - len(one.rows) for one in lists),
        "scope": _scope(head.scope, say),
        "graphql": graphql(head.key, depth, as_of),
        "sparql": sparql(head.key, base),
    }


def _heading(drawer: Drawer, head: entities.Entity) -> Heading:
    return Heading(
        key=head.key,
        label=choose(head.labels, drawer.language),
        type_label=drawer.type_label(head.type),
        labels=tuple(sorted(head.labels.items())),
        aliases=tuple(dict.fromkeys((*(n for n in head.names if n not in head.labels.values()), *head.aliases))),
        held=head.held,
        citable=head.kind in CITABLE,
        url=head.url,
    )


def _lineages(drawer: Drawer, key: str, say: Say, depth: int, as_of: str | None) -> tuple[list[Part], set[str]]:
    titles = {
        "UPSTREAM": ("from", say("Where it comes from"), say("Nothing upstream is said in these documents.")),
        "DOWNSTREAM": ("followed", say("What followed"), say("Nothing that followed is said in these documents.")),
    }
    parts, claims = [], set[str]()
    for direction, (anchor, title, empty) in titles.items():
        found = lineage.lineage(drawer.snapshot, key, direction, depth, as_of=as_of, limit=SHOWN)
        claims |= {claim.id for node in found.nodes for claim in node.via}
        parts.append(Part(anchor, title, _summary(found, say), empty, tuple(_reached(drawer, node) for node in found.nodes)))
    return parts, claims


def _reached(drawer: Drawer, node: lineage.LineageNode) -> Reached:
    label = choose(node.labels, drawer.language)
    return Reached(node.key, label, drawer.type_label(node.type), node.degree, once(drawer.lines(_strongest(node.via))))


def _strongest(via: Iterable[Claim]) -> list[Claim]:
    """The claims that say most first: what is more than a citation, then by confidence."""
    return sorted(via, key=lambda c: (c.predicate == "cites", -c.confidence, c.id))


def _summary(found: lineage.Lineage, say: Say) -> str:
    shown = len(found.nodes)
    text = say("%(total)s things within the steps asked for") % {"total": found.total}
    if shown < found.total:
        text += " · " + say("the nearest %(shown)s are shown") % {"shown": shown}
    if "DEPTH" in found.stop_reasons:
        text += " · " + say("more lies further")
    if "BODY" in found.stop_reasons:
        text += " · " + say("it ends at bodies; nothing passes through a body unless asked")
    return text


def _unique(rows: Iterable[StatementRow]) -> list[StatementRow]:
    return list({row.id: row for row in rows}.values())


def _scope(scope: Scope, say: Say) -> str:
    said = say("Answered from %(documents)s documents and %(registers)s registers: what is not here is not said in them.")
    return said % {"documents": len(scope.documents), "registers": len(scope.registers)}


def graphql(key: str, depth: int, as_of: str | None) -> str:
    """The same question as GraphQL, ready to be pasted."""
    day = f', asOf: "{as_of}"' if as_of else ""
    name = key.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'{{\n  lineage(key: "{name}", direction: BOTH, depth: {depth}{day}) {{\n    nodes(first: 100) {{\n      totalCount\n'
        "      edges { degree node { key } via { predicate evidence { document paragraph quote } } }\n    }\n  }\n}"
    )


def sparql(key: str, base: str) -> str:
    """One step of the same question as SPARQL (``queries/lineage-one-step``), ready to be pasted; ``base``: that of the IRIs."""
    return question("lineage-one-step").standalone({"root": key}, base)
