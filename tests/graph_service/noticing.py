"""What takes a service a moment to notice, and what it says when something can't be done."""

import time
from collections.abc import Callable

from graph_service.errors import MandateGraphError

NOTICED_SECONDS = 60
"""Far longer than it takes: a slow machine fails no test."""


def until(so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + NOTICED_SECONDS
    while not so():
        assert time.monotonic() < deadline, f"not so after {NOTICED_SECONDS} seconds"
        time.sleep(0.05)


def told_by(act: Callable[[], object]) -> Exception | None:
    """The error with which something ends, None where it is done."""
    try:
        act()
    except MandateGraphError as error:
        return error
    return None
