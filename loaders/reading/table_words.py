"""Places in lines that are looked at without their blanks: the words from one place to another, as printed."""

import re


def words_between(lines: list[str], start: int, end: int) -> str:
    """The words from one place without blanks to another, as printed."""
    return words_before([_rest(lines, start)], end - start)


def _rest(lines: list[str], start: int) -> str:
    at = 0
    text = " ".join(lines)
    for i, char in enumerate(text):
        if at == start and not char.isspace():
            return text[i:]
        at += not char.isspace()
    return ""


def words_before(lines: list[str], end: int) -> str:
    """The first so many characters of some lines, blanks not counted but kept; between lines one where both are Latin."""
    out = ""
    for line in lines:
        words = line.strip() if not out else (" " if out[-1].isascii() and line[:1].isascii() else "") + line.strip()
        for char in words:
            if end <= 0 and not char.isspace():
                return out.strip()
            out, end = out + char, end - (not char.isspace())
    return out.strip()


def words_behind(lines: list[str], end: int) -> tuple[str, ...]:
    """What is left of some lines behind so many characters, blanks not counted."""
    for i, line in enumerate(lines):
        width = len(re.sub(r"\s", "", line))
        if end < width:
            rest = _rest([line], end) if end else line
            return (rest, *lines[i + 1 :])
        end -= width
    return ()
