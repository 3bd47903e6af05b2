"""Content negotiation: which of the offered media types an Accept header likes best (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer with the highest quality; of equal ones the first. None: none is acceptable. No or an empty header takes any."""
    ranges = [_media_range(text) for text in (accept or "*/*").split(",") if text.strip()] or [("*/*", 1.0)]
    best, best_quality = None, 0.0
    for offer in offers:
        quality = _quality(offer.partition(";")[0], ranges)
        if quality > best_quality:
            best, best_quality = offer, quality
    return best


def _media_range(text: str) -> tuple[str, float]:
    media_type, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return media_type, _number(value)
    return media_type, 1.0


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific matching range gives."""
    group = offer.partition("/")[0] + "/*"
    for pattern in (offer, group, "*/*"):
        for media_type, quality in ranges:
            if media_type == pattern:
                return quality
    return 0.0
