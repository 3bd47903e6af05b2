"""The one way to write a value as bytes, on which ids rest (RFC 8785)."""

import hashlib

import orjson

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _DIGITS for other in _DIGITS)
"""Two digits of base32, by their ten bits."""


def hash26(value: object) -> str:
    """The first 26 characters of the lower-case base32 of SHA-256 over the canonical JSON (RFC 8785) of a value: texts, nulls,
    whole numbers of at most 53 bits, lists and objects of them with ASCII names. Of those orjson writes the canonical form, much
    faster than what knows all of RFC 8785; floats are left out, for it writes them otherwise."""
    bits = int.from_bytes(hashlib.sha256(orjson.dumps(value, option=_OPTIONS)).digest()[:17], "big") >> 6
    return "".join([_PAIRS[bits >> place & 1023] for place in range(120, -1, -10)])
