"""Numerals that labels are made of: Roman, Chinese, European."""

import re

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ＯO", 0) | {"两": 2}


def roman(number: int) -> str:
    """``4`` → ``IV``; numbers from 1 to 399."""
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out


def chinese(text: str) -> int | None:
    """``二十一`` → 21, ``一百零三`` → 103, ``一一九`` (digit by digit) → 119; None where it is no such numeral."""
    if re.fullmatch(r"[一二三四五六七八九][一二三四五六七八九〇零○ＯO]{1,3}", text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    match = re.fullmatch(
        r"(?:(?P<h>[一二三四五六七八九]?)百[零〇]?)?(?:(?P<t>[一二三四五六七八九]?)十)?(?P<u>[〇零一二三四五六七八九])?", text
    )
    if not text or not match:
        return None
    hundreds = 0 if match["h"] is None else _DIGITS.get(match["h"], 1)
    tens = 0 if match["t"] is None else _DIGITS.get(match["t"], 1)
    return hundreds * 100 + tens * 10 + (_DIGITS[match["u"]] if match["u"] else 0)


def number(text: str) -> int | None:
    """The value of a numeral in digits, Chinese or Roman capitals; None where it is none."""
    text = text.strip()
    if text.isdecimal():
        return int(text)
    if text and re.fullmatch(r"[IVXLC]+", text):
        return next((n for n in range(1, 400) if roman(n) == text), None)
    return chinese(text)


def chinese_of(number: int) -> str:
    """``21`` → ``二十一``; numbers from 1 to 99, others in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    names = "〇一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else f"{names[tens]}十") + (names[units] if units else "")


def letter_after(letter: str) -> str:
    """The letter of the next item: a, b … z, aa, bb …; ``a`` where there was none."""
    if not letter:
        return "a"
    if letter[-1] == "z":
        return "a" * (len(letter) + 1)
    return chr(ord(letter[-1]) + 1) * len(letter)
