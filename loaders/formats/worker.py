"""A process that reads one file and ends: shut in before it sees the first byte.

It takes the bytes from its standard input and writes the document as JSON on its standard output. It can open no file and no
socket, use no more memory and time than its limits, and write no more than its limit; what a file does here can end this process
and nothing else.
"""

import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module

import orjson

from loaders.formats.model import Printed, Unreadable

READERS = {"pdf": "loaders.formats.pdf", "docx": "loaders.formats.docx", "html": "loaders.formats.html"}
"""Format → the module whose ``read(content)`` gives the document."""

_LATE = (
    "heapq",
    "encodings.ascii",
    "encodings.cp437",
    "encodings.cp1252",
    "encodings.gb18030",
    "encodings.utf_16_le",
    "encodings.utf_16",
)
"""What the standard library imports only when it is needed: too late for a process that can open no file."""


def main(format: str, seconds: int, memory: int, answer: int) -> None:
    """Reads standard input within the limits (seconds, bytes of memory, bytes of the answer)."""
    read: Callable[[bytes], Printed] = import_module(READERS[format]).read
    for name in _LATE:
        import_module(name)
    _shut_in(seconds, memory, answer)
    try:
        told: object = read(sys.stdin.buffer.read())
    except Unreadable as error:
        told = {"unreadable": str(error)}
    except MemoryError:
        told = {"unreadable": "memory"}
    except Exception as error:  # noqa: BLE001  # libraries tell of broken files in many ways; this process does nothing else
        told = {"unreadable": f"a {format} file that can't be read ({type(error).__name__}: {error}); expected a whole one"}
    sys.stdout.buffer.write(orjson.dumps(told))
    sys.stdout.buffer.flush()


def _shut_in(seconds: int, memory: int, answer: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer, answer))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
