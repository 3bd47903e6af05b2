"""What the commands share: the settings, the open service, and options that mean the same everywhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import click
from pydantic import ValidationError

from graph_service.bootstrap import Service
from graph_service.errors import UsageError
from graph_service.settings import Settings
from graph_service.store import open_store
from graph_service.store.base import Store
from ontology import dates
from ontology.errors import BadDate

Command = Callable[..., Any]


def ready(context: click.Context, store: str | None) -> None:
    """Keep the store's URL of the group, where it was given before the command."""
    context.obj = store


def settings(store: str | None) -> Settings:
    """The settings, with the store of ``--store`` before or behind the command; ``UsageError`` names a bad variable."""
    url = store or click.get_current_context().find_root().obj
    try:
        return Settings(store=url) if url else Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "MANDATE_GRAPH_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UsageError(f"{name}={first.get('input')!r}: {first['msg']}") from None


@contextmanager
def service(store: str | None) -> Iterator[Service]:
    """The service over an existing store, closed again at the end."""
    opened = Service(settings(store), create=False)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def opened_store(store: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store alone, closed again at the end."""
    opened = open_store(settings(store).store, create=create)
    try:
        yield opened
    finally:
        opened.close()


class Day(click.ParamType[str]):
    """A day or a shorter EDTF date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date, checked."""
        try:
            dates.span(value)
        except BadDate as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Moment(click.ParamType[str]):
    """A moment of record time; a day means its last second. ``past``: it may not lie after now."""

    name = "time"

    def __init__(self, *, past: bool = False) -> None:
        """Take any moment, or only those that have come."""
        self.past = past

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The moment in UTC, to the second: ``2026-11-20T10:00:00Z``."""
        at = self._read(value, param, ctx)
        if self.past and at > (now := datetime.now(UTC)) and at.date() > now.date():
            self.fail(
                f"{value!r} is yet to come; the record can't know anything from then on. Expected a time up to now", param, ctx
            )
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def _read(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            if len(value) == len("2026-11-20"):
                return datetime.strptime(value, "%Y-%m-%d").replace(hour=23, minute=59, second=59, tzinfo=UTC)
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time: expected UTC such as 2026-11-20T10:00:00Z, or a day", param, ctx)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


STORE = click.option("--store", metavar="URL", help="Where the record is; default MANDATE_GRAPH_STORE or ./mandate-graph.db.")
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="A table for people, one JSON object a line, or CSV.",
)
AS_OF = click.option("--as-of", type=Day(), help="What can have held on that date (EDTF: 2013, 2013-03, 2013-03-13).")
KNOWN_AT = click.option("--known-at", type=Moment(), help="What the record knew at that time (UTC; a day means its last second).")
RECORD_TIME = click.option(
    "--known-at",
    type=Moment(past=True),
    help="The time from which the record knows it (UTC; a day means its last second); not after now. Default: now.",
)
LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="The language of labels."
)
