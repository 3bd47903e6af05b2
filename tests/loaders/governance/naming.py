"""How a Chinese report names the things of the register: what the test of its places looks for in a paragraph."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.bodies import tables
from loaders.governance.table import Fact
from ontology.identifiers import Key
from ontology.records import Literal
from ontology.symbols import Symbol

_DIGITS = "零一二三四五六七八九"
_PARENTHESES = str.maketrans("（）", "()")
_EMG = r"(?<!问题管理)(?<!磋商)(?<!起草)(?<!指导)小组"
_COUNCIL = r"(?<!协调)(?<!经济及社会)(?<!行政首长)理事会"
_ASSEMBLY = r"(?<!环境)(?<!缔约方)大会|联大"
_LAST_OF_CHAPTER = (14, 30, 42, 56, 69, 83, 95, 109)
"""The last paragraph (14.n) of the programme's general part and of its subprogrammes 1 to 7."""
SHORT: Mapping[str, Mapping[str, str]] = {
    "DOC/bcaf153d2278": {
        "EMG": _EMG,
        "EMG-CHAIR": "主席",
        "EMG-MEMBERS": "成员|各组织",
        "EMG-SOM": "高级官员",
        "UNEP-ED": "执行主任",
        "UNEP-GC": _COUNCIL,
        "EMG/CP-SAFEGUARDS": "磋商进程",
        "CBD-SECRETARIAT": "公约秘书处|公约》秘书处|公约》执行秘书",
        "CITES-SECRETARIAT": "公约》秘书长",
        "UNCCD-SECRETARIAT": "公约秘书处|执行秘书",
        "UN-SYSTEM": "联合国系统|联合国各组织",
    },
    "A/74/72-E/2019/13": {"UNGA": _ASSEMBLY, "UN-SECRETARIAT": "秘书处", "UN-SYSTEM": "联合国系统|联合国各实体"},
    "UNEP/EA.4/16": {
        "UNEP-GC": _COUNCIL,
        "UNGA": "联大",
        "UNEP-ED": "执行主任",
        "UNEP-DED": "副执行主任",
        "UNEP-SECRETARIAT": "秘书处",
        "UNEA-BUREAU": "主席团",
        "UNEP-GC-27": "第一届普遍会议",
        "UNEP": "环境署|全署",
        "CIVIL-SOCIETY": "民间社会",
    },
    "A/75/6 (Sect. 14)": {
        "UNGA": _ASSEMBLY,
        "UNEP-GC": f"{_COUNCIL}|理事机构",
        "UNEP-ED": "执行主任",
        "UNEP-DED": "副执行主任",
        "UN-SECRETARIAT": "秘书处",
        "EMG-MEMBERS": "成员机构",
        "UNEP-GC-27": "第一届普遍会议",
    },
    "UNEP/GC.26/18": {
        "CGIEG": "磋商小组|该小组|小组成员",
        "CGIEG/MTG-1": "2010年7月7日至9日",
        "CGIEG/MTG-2": "2010年11月21日至23日",
        "UNEP-GC": _COUNCIL,
        "UNEP-ED": "执行主任",
        "CIVIL-SOCIETY": "民间团体",
    },
}
"""What a report calls a thing for short (patterns): 小组 is the Group in one report and the consultative group in another."""


@dataclass(frozen=True)
class Place:
    """A paragraph: its document, its label and its words as stored."""

    document: str
    label: str
    words: str

    @property
    def flat(self) -> str:
        return flat(self.words)


def flat(text: str) -> str:
    """Without white space, quotes and titles' brackets, upper case: how texts that came out of PDF compare."""
    return re.sub(r"[\s“”\"‘’'《》〈〉<>「」]", "", text).upper().translate(_PARENTHESES).replace("—", "-")


def lexicon(facts: Iterable[Fact]) -> Mapping[str, frozenset[str]]:
    """Names by key: those of the register of bodies, places and countries, and those that the facts themselves give."""
    names: dict[str, set[str]] = defaultdict(set)
    for name in tables.shipped().names:
        names[name.key].add(flat(name.text))
    for fact in facts:
        s = fact.statement
        if s.predicate in ("name", "acronym", "title") and isinstance(s.object, Literal) and s.object.language != "en":
            names[s.subject].add(flat(s.object.text))
    return {key: frozenset(texts) for key, texts in names.items()}


def named(key: str, place: Place, names: Mapping[str, frozenset[str]]) -> bool:
    """Whether a paragraph names the thing, or the part of it, that a key means."""
    parsed = Key.parse(key)
    text, whole = place.flat, str(parsed.whole)
    if any(one in text for one in (names.get(key) or names.get(whole) or names.get(parsed.base) or ())):
        return True
    if (short := SHORT.get(place.document, {}).get(key)) and re.search(short, re.sub(r"\s", "", place.words)):
        return True
    if _this_subprogramme(key, place):
        return True
    if parsed.part and re.search(rf"第{re.escape(parsed.part.upper())}段", text):
        return True
    return any(re.search(form, text) for form in _forms(whole)) or _symbol(whole, place.words)


def _this_subprogramme(key: str, place: Place) -> bool:
    """Whether the paragraph says "this subprogramme" in the chapter of the subprogramme that the key means."""
    number = re.match(r"14\.(\d+)", place.label)
    chapter = number and next((n for n, last in enumerate(_LAST_OF_CHAPTER) if int(number[1]) <= last), None)
    return bool(chapter) and key == f"UNEP/SP{chapter}@2018-2021" and "本次级方案" in place.flat


def _symbol(key: str, words: str) -> bool:
    """The number of an instrument, as its organ prints it, blanks anywhere."""
    symbol = Symbol.parse(key)
    if symbol is None:
        return False
    number = r"\s*".join(re.escape(sign) for sign in symbol.number)
    return re.search(rf"(?<![\d/.]){number}(?![\d/])", words.translate(_PARENTHESES)) is not None


def _forms(key: str) -> Iterable[str]:
    yield re.escape(flat(key))
    if paper := re.fullmatch(r"[A-Z]+/(\d+C/\d+)", key):
        yield re.escape(paper[1])
    if goal := re.fullmatch(r"SDG/([\d.a-z]+)", key):
        yield rf"目标.*?(?<![\d.]){re.escape(goal[1].upper())}(?![\d.])"
    if part := re.fullmatch(r"UNEP/SP(\d)(?:@.*)?", key):
        yield "本方案|工作方案|方案计划" if part[1] == "0" else rf"次级方案[\d、和]*{part[1]}"
    if person := re.fullmatch(r"PERSON/(.+)", key):
        yield re.escape(person[1].replace("-", ""))
    if session := re.fullmatch(r".+(?:-|/MTG-)(\d{1,2})", key):
        yield rf"第(?:{session[1]}|{ordinal(int(session[1]))})(?:届|次|期|版)"
    if year := re.fullmatch(r".+-(\d{4})", key):
        yield f"{year[1]}年"


def ordinal(number: int) -> str:
    """A Chinese numeral up to 99: 17 is 十七."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
