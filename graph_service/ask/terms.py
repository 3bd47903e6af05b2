"""What was asked, checked: dates, predicates, pages; what can't be asked so is answered with what can."""

from collections.abc import Iterable

from graph_service.errors import LimitExceeded, UsageError
from graph_service.graph.adjacency import GRAINS
from graph_service.graph.columns import NO_CARRIER
from graph_service.graph.lineage import THROUGH, Terms
from ontology import dates, vocabulary
from ontology.errors import ModelError

MOST = 10_000
"""The largest page that is given at once."""


def day(as_of: str | None, name: str = "asOf") -> str | None:
    """The date itself, or ``UsageError`` if it is none (EDTF level 1)."""
    try:
        return dates.check(as_of)
    except ModelError as error:
        raise UsageError(f"{name}: {error}") from error


def predicates(given: str | Iterable[str] | None) -> tuple[str, ...]:
    """Names of predicates, in any of their spellings, as in the code list; ``UsageError`` names the nearest of a strange one."""
    names = [given] if isinstance(given, str) else list(given or ())
    return tuple(_predicate(name) for name in names)


def _predicate(name: str) -> str:
    try:
        return vocabulary.predicate(name.lower() if name.isupper() else name).name
    except ModelError as error:
        raise UsageError(str(error)) from error


def types(given: Iterable[str]) -> tuple[str, ...]:
    """Names of types as in the code list; ``UsageError`` names the nearest of a strange one."""
    try:
        return tuple(vocabulary.entity_type(name.lower()).name for name in given)
    except ModelError as error:
        raise UsageError(str(error)) from error


def one_of(what: str, value: str, known: Iterable[str]) -> str:
    """The value in the spelling of the list, or ``UsageError``."""
    listed = tuple(known)
    found = next((k for k in listed if k.lower() == value.lower()), None)
    if found is None:
        raise UsageError(f"{what} {value!r}: expected one of {', '.join(listed)}")
    return found


def walk(
    given: str | Iterable[str], through: Iterable[str], grain: str, statuses: Iterable[str] = (), as_of: str | None = None
) -> Terms:
    """The terms of a walk along lineage as people give them, checked: names in any spelling, ``body`` for ``BODIES``."""
    kinds = tuple("BODIES" if kind.lower() == "body" else one_of("through", kind, THROUGH) for kind in through)
    wanted = tuple(one_of("status", status, NO_CARRIER) for status in statuses)
    return Terms(predicates(given), kinds, one_of("grain", grain, GRAINS), wanted, day(as_of))


def page(limit: int | None, offset: int, most: int = MOST) -> tuple[int, int | None]:
    """First and last place of a page; ``LimitExceeded`` names the limit. No limit: to the end."""
    if offset < 0 or (limit is not None and limit < 0):
        raise UsageError(f"limit {limit}, offset {offset}: expected numbers from 0")
    if limit is not None and limit > most:
        raise LimitExceeded(f"limit {limit}: at most {most} lines are given at once; ask for the next ones with an offset")
    return offset, None if limit is None else offset + limit
