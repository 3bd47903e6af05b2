"""Bytes → text where it is sure how."""

import pytest

from loaders.text.encoding import decode

CHINESE = "湿地委员会的报告\n1. 秘书处在本年度举行了三次会议，并向各国通报了结果。\n2. 下一次会议将在内罗毕举行。\n"
ENGLISH = "Report of the marsh committee – “2019”\n1. The secretariat held three meetings, and told the members’ groups of them.\n"
FRENCH = "Rapport du comité des marais\n1. Le secrétariat a tenu trois réunions à Genève, où il a été décidé de créer un réseau.\n"
RUSSIAN = "Доклад комитета по болотам\n1. Секретариат провёл три заседания и сообщил о них всем государствам.\n"


@pytest.mark.parametrize("text", [CHINESE, ENGLISH, FRENCH, RUSSIAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_or_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf_16_of_either_order_is_read_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + CHINESE.encode("utf-16-be")) == CHINESE


def test_chinese_of_the_mainland_is_read() -> None:
    assert decode(CHINESE.encode("gb18030")) == CHINESE


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_the_encoding_of_western_windows_is_read(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.replace("议", "議").replace("湿", "濕").encode("big5", "ignore"),
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("koi8-r"),
        "Zpráva výboru pro mokřady a řeky: šestá schůze, příští v květnu".encode("cp1250"),
        CHINESE.encode("utf-8") + CHINESE.encode("gb18030"),
        CHINESE.encode("gb18030") + CHINESE.encode("utf-8"),
        CHINESE.encode("utf-16-le") + b"\xd8\xd8\xd8",
        bytes(range(256)) * 8,
    ],
)
def test_what_is_not_sure_is_not_guessed(content: bytes) -> None:
    assert decode(content) is None
