"""Reading a file in a process of its own, within limits of time and memory."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

from loaders import limits
from loaders.formats.model import Printed, Unreadable
from loaders.text.lines import Hyperlink, Line, NoteMark

_ROOT = str(Path(__file__).resolve().parents[2])
_START = """import sys
sys.path.insert(0, sys.argv[1])
from loaders.formats.worker import main
main(sys.argv[2], *map(int, sys.argv[3:]))
"""
_LONGEST = 8
"""Bytes of an answer for a character of text: the words in UTF-8, and what stands beside them."""
_MIB = 1 << 20


def read(format: str, content: bytes) -> Printed:
    """The document; ``Unreadable`` where it can't be read, or not within the limits (``loaders.limits``)."""
    seconds = limits.FORMAT_SECONDS.value
    answer = limits.TEXT_CHARACTERS.value * _LONGEST
    given = [str(n) for n in (seconds, limits.FORMAT_MEMORY_MB.value * _MIB, answer)]
    with tempfile.TemporaryFile() as bytes_in, tempfile.TemporaryFile() as bytes_out:
        bytes_in.write(content)
        bytes_in.seek(0)
        command = [sys.executable, "-I", "-c", _START, _ROOT, format, *given]
        # Nothing of the environment's secrets goes along; the limits do.
        process = subprocess.Popen(  # noqa: S603
            command, stdin=bytes_in, stdout=bytes_out, stderr=subprocess.DEVNULL, env=_environment()
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise Unreadable(_too_long(format, seconds)) from error
        finally:
            process.kill()
            process.wait()
        bytes_out.seek(0)
        return _document(format, status, bytes_out.read(answer + 1))


def _environment() -> dict[str, str]:
    kept = {limit.name for limit in limits.LIMITS} | {"SYSTEMROOT", "LD_LIBRARY_PATH"}
    return {name: value for name, value in os.environ.items() if name in kept}


def _too_long(format: str, seconds: int) -> str:
    name = limits.FORMAT_SECONDS.name
    return f"reading this {format} file took over {seconds} s; it is broken or made to harm (else raise {name})"


def _document(format: str, status: int, answer: bytes) -> Printed:
    try:
        told: Any = orjson.loads(answer) if answer else {}
    except orjson.JSONDecodeError:
        told = {}
    if told.get("unreadable") == "memory" or not told:
        raise Unreadable(
            f"reading this {format} file broke off (status {status}): it is broken or made to harm, or needs more than "
            f"{limits.FORMAT_MEMORY_MB.value} MiB ({limits.FORMAT_MEMORY_MB.name}) or {limits.FORMAT_SECONDS.value} s"
        )
    if "unreadable" in told:
        raise Unreadable(told["unreadable"])
    return Printed(tuple(_line(line) for line in told["lines"]), told["format"], told["language"], told["facts"])


def _line(told: dict[str, Any]) -> Line:
    links = tuple(Hyperlink(**link) for link in told.pop("links"))
    marks = tuple(NoteMark(**mark) for mark in told.pop("marks"))
    return Line(**told | {"cells": tuple(told["cells"])}, links=links, marks=marks)
