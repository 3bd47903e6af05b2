"""How long the reading of one document may take: what takes longer is ended wherever it is, in the midst of a pattern too."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from loaders import limits
from loaders.base import SourceError

_OURS = "loaders."


class _OutOfTime(Exception):
    """The time is over; ``stage``: the module that was at work."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


@contextmanager
def limited(path: Path) -> Iterator[None]:
    """What is done inside may take as many seconds of the processor as ``limits.READING_SECONDS`` says; then ``SourceError`` names
    the file and the stage. Only the main thread of a process can be ended so; elsewhere, and where the platform has no such timer,
    there is no limit."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    seconds = limits.READING_SECONDS.value
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _OutOfTime as error:
        raise SourceError(
            f"{path}: reading it took over {seconds} s (stage: {error.stage}); expected a document that is read in less. "
            f"It is broken or made to harm, or very long: split it, or raise {limits.READING_SECONDS.name}"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_signal: int, frame: FrameType | None) -> None:
    raise _OutOfTime(_stage(frame))


def _stage(frame: FrameType | None) -> str:
    """The module of ours that is at work: ``reading.figures``."""
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith(_OURS):
            return name.removeprefix(_OURS)
        frame = frame.f_back
    return "unknown"
