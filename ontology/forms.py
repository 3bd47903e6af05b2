"""Forms of values: which texts are record times, numbers and the values of literal predicates."""

import re
from datetime import datetime

from ontology import dates, vocabulary
from ontology.errors import ModelError

DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_INTEGER = re.compile(r"0|-?[1-9]\d*", re.ASCII)


def check_clock(time: str | None, where: str) -> None:
    """``ModelError`` if a record time is not UTC to the second; None is none."""
    if time is None:
        return
    try:
        if not _CLOCK.fullmatch(time):
            raise ValueError
        datetime.fromisoformat(time)
    except ValueError:
        raise ModelError(f"{where}: time {time!r}, expected UTC to the second such as 2026-11-20T10:00:00Z") from None


def check_form(text: str, datatype: str, said: str) -> None:
    """``ModelError`` if a value has not the form of its datatype (``type``, ``edtf``, ``integer``). ``said``: for the message."""
    if datatype == "type":
        vocabulary.entity_type(text)
    elif datatype == "edtf":
        dates.check(text)
    elif not _INTEGER.fullmatch(text):
        raise ModelError(f"{said}: expected a whole number without leading zeros")
