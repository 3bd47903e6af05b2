"""One normal form for keys, names and what people type, so that they can be compared as plain text."""

import re
import unicodedata

LETTER = r"[0-9a-z\u00c0-\u2e7f]"
"""What a word is made of, in a normal form; Han characters make none."""
_BLANKS = re.compile(rf"(?<!{LETTER}) | (?!{LETTER})")


def normal(text: str) -> str:
    """NFKC, case folded, runs of blanks as one, and none beside a sign or a Han character.

    So ``A/RES/2997 (XXVII)`` and ``a/res/2997(xxvii)`` are one, and ``第 66/288 号决议`` is ``第66/288号决议``.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _BLANKS.sub("", folded)
