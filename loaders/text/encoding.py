"""Bytes → text, where it is sure how: a byte order mark, valid UTF-8, or one encoding that alone gives what people write."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TRIED = 200_000
"""So many bytes tell the encoding."""
_SURE = 0.97
"""How much of the letters an encoding must explain."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd\uffff]")
_USUAL = re.compile(r"[\t\n\r -~\u00a0-\u024f\u0400-\u04ff\u0600-\u06ff\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
"""Scripts of the six languages, and what stands between their letters."""
_LETTERS = "àâäæçéèêëîïíìôöœùûüúñáóãõ"
_WESTERN = frozenset("‘’“”‚„–—…•«»‹›°§©®€£ºª¡¿·½¼¾×ß\xa0\xad" + _LETTERS + _LETTERS.upper())
"""What Western texts have beside ASCII, in the encoding of Windows."""


def decode(content: bytes) -> str | None:
    """The text, without a byte order mark; None where no encoding is sure."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if b"\0" in content[:_TRIED]:
        return _wide(content)
    text = _strictly(content, "utf-8")
    return text if text is not None else _legacy(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: the one order of bytes that gives letters and line ends, no control characters."""
    found = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _strictly(content, encoding)) and _written(text)]
    return found[0] if len(found) == 1 else None


def _written(text: str) -> bool:
    beginning = text[: _TRIED // 2]
    usual = _USUAL.findall(beginning)
    return not _CONTROL.search(beginning) and len(usual) > _SURE * len(beginning)


def _legacy(content: bytes) -> str | None:
    """Chinese of the mainland or the encoding of Western Windows; whatever else is not sure."""
    beginning = content[:_TRIED]
    if _is_chinese(beginning):
        return _strictly(content, "gb18030")
    if _is_western(beginning):
        return _strictly(content, "cp1252")
    return None


def _is_chinese(beginning: bytes) -> bool:
    """Whether nearly all double bytes are punctuation or the commonest Han characters of GB 2312 (its first level)."""
    doubles = re.findall(rb"[\x81-\xfe][\x30-\x7e\x80-\xfe]", beginning)
    common = [d for d in doubles if d[1] >= 0xA1 and (d[0] in (0xA1, 0xA3) or 0xB0 <= d[0] <= 0xD7)]
    return len(doubles) >= 4 and len(common) > 0.95 * len(doubles)


def _is_western(beginning: bytes) -> bool:
    """Whether the bytes beyond ASCII are few, and all of them what Western languages have between their letters."""
    odd = [bytes([b]).decode("cp1252", "replace") for b in beginning if b >= 0x80]
    letters = len(re.findall(rb"[A-Za-z]", beginning))
    if not odd or len(odd) > 0.2 * letters or _CONTROL.search(beginning.decode("latin-1")):
        return False
    return all(c in _WESTERN for c in odd)
