"""A font for the characters of a PDF that brings none along: every character a square.

PDFium leaves out characters whose font is neither in the file nor on the machine. Their codes are known all the same, and their
widths stand in the file; so whatever font is missing, ``square.ttf`` stands in for it: one glyph for all characters (made with
fontTools: a ``cmap`` of format 13 from U+0020 to U+2FFFF). The same file thus reads the same on every machine.
"""

import ctypes
from functools import cache
from importlib.resources import files

import pypdfium2.raw as raw

_FONT = files("loaders.formats").joinpath("square.ttf").read_bytes()
_LATIN = (0, 1, 2)
"""Sets of characters for which PDFium has fonts of its own."""
_KEPT: list[object] = []
"""What PDFium calls: it must not be thrown away."""


@cache
def stand_in() -> None:
    """From now on, in this process, squares stand for what no font has."""
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    for name, function in _FUNCTIONS.items():
        called = types[name](function)
        setattr(info, name, called)
        _KEPT.append(called)
    _KEPT.append(info)
    raw.FPDF_SetSystemFontInfo(info)


def _map(_this: object, _weight: int, _italic: int, charset: int, _pitch: int, _face: object, _exact: object) -> int | None:
    return None if charset in _LATIN else 1


def _data(_this: object, _font: object, table: int, buffer: int | None, size: int) -> int:
    if table:
        return 0  # the whole file is asked for instead
    if buffer and size >= len(_FONT):
        ctypes.memmove(buffer, _FONT, len(_FONT))
    return len(_FONT)


_FUNCTIONS = {
    "MapFont": _map,
    "GetFontData": _data,
    "GetFont": lambda this, face: None,
    "EnumFonts": lambda this, mapper: None,
    "GetFaceName": lambda this, font, buffer, size: 0,
    "GetFontCharset": lambda this, font: 1,
    "DeleteFont": lambda this, font: None,
    "Release": lambda this: None,
}
