"""Record time: UTC to the second, as text that sorts (``2026-11-20T10:00:00Z``)."""

from datetime import UTC, datetime, timedelta

from graph_service.errors import UsageError


def record_time(text: str) -> str:
    """A record time from what people write: a day (its first second), or a time with ``Z`` or an offset, brought to UTC.

    A time without a zone is UTC; parts of a second are dropped. ``UsageError`` for anything else.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no record time: expected UTC such as 2026-11-20T10:00:00Z, or a day") from None
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def now() -> str:
    """This second."""
    return record_time(datetime.now(UTC).isoformat())


def before_now(span: timedelta) -> str:
    """The second that lies so long ago."""
    return record_time((datetime.now(UTC) - span).isoformat())


def next_second(time: str) -> str:
    """The second after a record time."""
    return record_time((datetime.fromisoformat(time) + timedelta(seconds=1)).isoformat())
