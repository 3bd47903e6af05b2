"""Full text: what is indexed and how a query is asked, the same in every store.

Most Chinese words have two characters and some have one, so each Han character is a token of its own and is asked for as part of
a phrase (DESIGN section 6). Latin words are folded by the store's tokenizer (case and accents).
"""

import re
import unicodedata

_HAN = re.compile(r"([\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
_CHUNK = re.compile(r'"([^"]*)"?|([^\s"]+)')


def set_apart(text: str) -> str:
    """The text for an index: compatibility forms unified (NFKC), blanks around each Han character. Offsets do not survive."""
    return " ".join(_HAN.split(unicodedata.normalize("NFKC", text)))


def phrases(query: str) -> list[str]:
    """The phrases of a query, all of which a paragraph has to contain: what stands in quotes, else what blanks divide.

    Each is set apart as the index is. A part without a letter or digit says nothing and is left out; an empty list finds nothing.
    """
    chunks = (quoted or bare for quoted, bare in _CHUNK.findall(query.replace("\0", " ")))
    return [" ".join(re.findall(r"\w+", set_apart(chunk))) for chunk in chunks if re.search(r"[^\W_]", chunk)]
