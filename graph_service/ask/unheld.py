"""What stands in the place of a snapshot where none is held in memory: lineage and paths are asked of the store, and of all else
it is said that it needs a snapshot."""

from typing import Any, cast

from graph_service.ask import lineage as tracing
from graph_service.ask import paths as ways
from graph_service.ask.lineage import Lineage
from graph_service.ask.paths import Paths
from graph_service.ask.stored import Shown, Stored
from graph_service.errors import NoSnapshot
from graph_service.graph.snapshot import Snapshot

NEEDED = (
    "MANDATE_GRAPH_SNAPSHOT=off: this service holds no snapshot in memory, so only lineage and paths are answered (over /graphql,"
    " and by mandate-graph lineage and paths); for pages, search, SPARQL, linked data and dumps ask one that runs with"
    " MANDATE_GRAPH_SNAPSHOT=on"
)
_OF_THINGS = ("hash", "known_at", "version", "rules", "resolve", "entity", "type_of", "kind_of", "held", "addresses", "aliases")


class Unheld:
    """The record as known at a time, of which nothing is held. Stands where a ``Snapshot`` is expected."""

    def __init__(self, stored: Stored, known_at: str | None) -> None:
        """``stored``: what answers. ``known_at``: UTC to the second, None for now."""
        frame = stored.frame(known_at)
        self.stored, self.moment = stored, known_at
        self.hash, self.known_at, self.version = frame.name, frame.known_at, frame.version

    def resolve(self, key: str, as_of: str | None = None) -> str:
        """As ``Snapshot.resolve``."""
        return self.stored.resolve(key, as_of, self.moment)

    def __getattr__(self, name: str) -> Any:
        return _refused(name)


class Things:
    """The snapshot of what an answer shows: it knows these things, and of what is said of them only what the answer needs."""

    def __init__(self, shown: Snapshot) -> None:
        self._shown = shown

    def __getattr__(self, name: str) -> Any:
        return getattr(self._shown, name) if name in _OF_THINGS else _refused(name)


def _refused(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise NoSnapshot(NEEDED)


def unheld(stored: Stored, known_at: str | None) -> Snapshot:
    """The record as known at a time, for those who take a snapshot."""
    return cast(Snapshot, Unheld(stored, known_at))


def lineage(snapshot: Snapshot, *asked: Any, **more: Any) -> Shown[Lineage]:
    """``ask.lineage.lineage`` on a snapshot, or of a record of which none is held."""
    if not isinstance(snapshot, Unheld):
        return Shown(tracing.lineage(snapshot, *asked, **more), snapshot)
    found = snapshot.stored.lineage(*asked, known_at=snapshot.moment, **more)
    return Shown(found.answer, cast(Snapshot, Things(found.things)))


def paths(snapshot: Snapshot, *asked: Any, **more: Any) -> Shown[Paths]:
    """``ask.paths.paths``, likewise."""
    if not isinstance(snapshot, Unheld):
        return Shown(ways.paths(snapshot, *asked, **more), snapshot)
    found = snapshot.stored.paths(*asked, known_at=snapshot.moment, **more)
    return Shown(found.answer, cast(Snapshot, Things(found.things)))
