"""Keys and IRIs: what things are called, parse ⇄ format (MODEL sections 1 and 5)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

import rfc8785

from ontology import labels, vocabulary
from ontology.errors import BadKey
from ontology.symbols import Symbol

DEFAULT_BASE = "https://w3id.org/mandate-graph/"
ONTOLOGY = "https://w3id.org/mandate-graph/ontology#"
UNRESERVED = "-._~/():,;@!$&*+="
"""What an IRI keeps beside letters and digits; all else is percent-encoded (MODEL section 5)."""

LONGEST = 500
"""The most characters that a key may have: more is no key but a piece of text."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]|^\s|\s$|\s\s|(?! )\s")
_KEY = re.compile(r"(?P<base>[^#@!]+)(?:@(?P<period>[^#@!]+))?(?:#(?P<part>[^#@!]+))?(?:!(?P<item>[1-9]\d{0,8}))?", re.ASCII)
_ROW = re.compile(r"(?P<base>REG/[^#@!]+)(?P<period>(?!))?#(?P<part>.+)(?P<item>(?!))?$")
"""A row of a register: behind ``#`` stands the row's own key, which may have a ``#`` or ``!`` of its own."""
_SYMBOLS = "A|E|S|ST|DP|CEB|ICCD|FCCC|UNEP|CBD|ESCAP|UNESCO|WB|DOC|REG"
_BODIES = "UNEA|UNEP-GC|UNEP-GCSS|UNGA|UNESCO-GC|ITU-PP|UNCSD-PREPCOM|ECOSOC|HLPF|[A-Z]+-(?:COP|CST|CRIC|SBSTTA|SBI|MOP)"
_TYPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"SDG/\d+", "sdg_goal"),
        (r"SDG/\d+\.\w+", "sdg_target"),
        (r"SDG/\d+\.\w+\.\w+", "sdg_indicator"),
        (r"SDGS|UN-SYSTEM|MEMBER-STATES|MEAS", "collective"),
        (r"PLACE/.+", "place"),
        (r"COUNTRY/[A-Z]{3}", "country"),
        (r"PERSON/.+", "person"),
        (r"NEW/[0-9a-f]{12}|UNBIS/[\w.]+", "topic"),
        (r"[A-Z-]+/SP\d+(?:@.+)?", "subprogramme"),
        (r"EMG/IMG-[A-Z0-9-]+", "issue_management_group"),
        (r"EMG/CP-[A-Z0-9-]+", "consultative_process"),
        (r".+/RULE/.+", "rule_or_arrangement"),
        (r".+/OPTION-.+", "option"),
        (r".+/COMMITMENT/.+", "commitment"),
        (r".+/(?:REPORT|PAPER)/.+", "report"),
        (r".+/EA\.\d+/HLS\.\d+", "declaration"),
        (rf".+/(?:SOM|MTG)-\d+|(?:{_BODIES})(?:-S)?-\d+", "meeting"),
        (rf"(?:{_SYMBOLS})/.+", "document"),
        (r"[A-Z0-9-]+-(?:ED|DED|SG)", "post"),
        (r"[A-Z0-9-]+-SECRETARIAT", "department"),
        (r"[A-Z0-9-]+-\d{4}-\d{4}", "strategy_or_framework"),
        (r"[A-Z0-9-]+-DECLARATION", "declaration"),
    )
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key in its parts: ``base``, ``period`` behind ``@``, ``part`` behind ``#``, ``item`` (of an obligation) behind ``!``."""

    base: str
    period: str | None = None
    part: str | None = None
    item: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Key":
        """The key in a text; ``BadKey`` says what is wrong with it."""
        match = (_ROW.match(text) or _KEY.fullmatch(text)) if len(text) <= LONGEST else None
        if not match or _FORBIDDEN.search(text):
            shown = text if len(text) <= 80 else f"{text[:80]}…"
            raise BadKey(
                f"{shown!r} is no key: expected a symbol or a name such as A/RES/66/288, UNEP/EA.3/Res.11, EMG or"
                f" A/RES/66/288#88(a), of at most {LONGEST} characters"
            )
        item = match["item"]
        return cls(match["base"], match["period"], match["part"], int(item) if item else None)

    def __str__(self) -> str:
        period = f"@{self.period}" if self.period else ""
        part = f"#{self.part}" if self.part else ""
        item = f"!{self.item}" if self.item is not None else ""
        return f"{self.base}{period}{part}{item}"

    @property
    def whole(self) -> "Key":
        """The document or instrument of which this is a part."""
        return Key(self.base, self.period)


_DOCUMENT = re.compile(r"[A-Z][A-Za-z0-9.\-]*/[^#@!]*\d[^#@!]*|[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)+(?:/[A-Z0-9-]+)*")


def document_key(text: str) -> str:
    """The key of a document as a person gives it, with single blanks: a symbol with a stroke and a number (``UNEP/GC.26/18``,
    ``A/75/6 (Sect. 14)``), or a name in capitals (``THE-FUTURE-WE-WANT``). ``BadKey`` for anything else."""
    key = " ".join(text.split())
    if not _DOCUMENT.fullmatch(key):
        raise BadKey(f"{text!r} is no document symbol: expected one such as A/74/72-E/2019/13, UNEP/GC.26/18 or A/75/6 (Sect. 14)")
    return str(Key.parse(key))


def made_up_key(kind: str, name: str) -> str:
    """The key of what no register knows yet: ``NEW/`` and 12 hexadecimal digits of SHA-256 over type and name (MODEL section 1)."""
    return "NEW/" + sha256(rfc8785.dumps([kind, name])).hexdigest()[:12]


def part_key(document: str, label: str) -> str:
    """The key of a paragraph or part of a document: ``#`` and its label with hyphens for blanks; of a register the row's key."""
    return f"{document}#{label if document.startswith('REG/') else label.replace(' ', '-')}"


@lru_cache(maxsize=65536)
def type_of(key: str) -> str:
    """The type that a key's own form tells (``document`` for symbols of no known instrument, ``organ`` for acronyms).

    A type that is said by a statement goes before it; this is what is known of a stub. ``BadKey`` where it is no key.
    """
    parsed = Key.parse(key)
    if parsed.item is not None:
        return "obligation"
    if parsed.part is not None and parsed.base.startswith("REG/"):
        return "paragraph"
    if parsed.part is not None:
        return labels.part_type(parsed.part)
    if symbol := Symbol.parse(parsed.base):
        return symbol.type
    text = str(parsed.whole)
    return next((name for pattern, name in _TYPES if pattern.fullmatch(text)), "document" if "/" in text else "organ")


def kind_of(key: str) -> str:
    """The kind (``kinds.csv``) of the type that a key's form tells."""
    return vocabulary.entity_type(type_of(key)).kind


def iri(key: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of a key: base, ``id/`` and the key, percent-encoded (MODEL section 5)."""
    return f"{base}id/{quote(key, safe=UNRESERVED)}"


def graph_iri(document: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of the named graph that holds what a document says (``inferred``: what rules conclude)."""
    return f"{base}graph/{quote(document, safe=UNRESERVED)}"


def key_of(iri_text: str, base: str = DEFAULT_BASE) -> str | None:
    """The key of an IRI that ``iri`` made with this base, else None (another base, or bytes that are no UTF-8)."""
    prefix = f"{base}id/"
    if not iri_text.startswith(prefix):
        return None
    try:
        return unquote(iri_text[len(prefix) :], errors="strict")
    except UnicodeDecodeError:
        return None
