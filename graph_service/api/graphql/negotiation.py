"""Which media type an answer takes (RFC 9110 section 12.5.1, GraphQL over HTTP section 6)."""

from collections.abc import Iterator

RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"


def media_type(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """The offered type that an Accept header likes best, the first of ``offered`` where it likes several as much; None if none."""
    if not (accept or "").strip():
        return offered[0]
    ranges = tuple(_ranges(accept or ""))
    best = max(offered, key=lambda one: _liking(one, ranges))  # max keeps the first of equals
    return best if _liking(best, ranges)[0] > 0 else None


def _liking(media: str, ranges: tuple[tuple[str, float], ...]) -> tuple[float, int]:
    """(quality, how exactly the type was named) of the most specific range that covers it."""
    main = media.partition("/")[0]
    for exactness, name in ((2, media), (1, f"{main}/*"), (0, "*/*")):
        if qualities := [q for given, q in ranges if given == name]:
            return max(qualities), exactness
    return 0.0, 0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield name, min(max(float(quality), 0.0), 1.0)
        except ValueError:
            yield name, 0.0
