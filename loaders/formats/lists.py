"""What stands in front of an item of a list: the number that the format counts, written as people cite it."""

from loaders.text.numerals import chinese_of, roman

BULLET = "• "


def marker(kind: str, n: int) -> str:
    """The mark of item ``n`` in a list of that kind: ``1`` → ``1. ``, ``a`` → ``(a) ``, ``i`` → ``(i) ``, ``A`` → ``A. ``."""
    if kind in ("a", "i"):
        return f"({counted(kind, n)}) "
    return f"{counted(kind, n)}. " if kind in ("1", "A", "I") else BULLET


def counted(kind: str, n: int) -> str:
    """The number in that kind of numerals: ``1``, ``a``, ``A``, ``i``, ``I``, ``一``."""
    if kind in ("a", "A"):
        letters = chr(97 + (n - 1) % 26) * (1 + (n - 1) // 26)
        return letters if kind == "a" else letters.upper()
    if kind in ("i", "I"):
        return roman(n) if kind == "I" else roman(n).lower()
    return chinese_of(n) if kind == "一" else str(n)
