"""Names of bodies, groups, sessions and places; short names that the context tells."""

import pytest

from ontology.readings import Reading

from .conftest import Write


def named(reading: Reading, label: str = "1") -> list[str]:
    return [m.key for m in reading.mentions if m.type == "entity" and m.paragraph == label]


def one(report: Write, words: str) -> list[str]:
    return named(report(f"一、 导言\n1. {words}。\n"))


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("联合国粮食及农业组织同粮农组织成员磋商", ["FAO", "FAO"]),
        ("全球环境基金提供资金", ["GEF"]),
        ("联合国系统行政首长协调理事会开会", ["CEB"]),
        ("秘书长邀请了 FAO、UNESCO 和 UNESCOX 的代表参加讨论", ["UN-SG", "FAO", "UNESCO"]),
        ("副秘书长致辞", []),
        ("发展中国家的需要", ["DEVELOPING-COUNTRIES"]),
        ("肯尼亚和芬兰", ["COUNTRY/KEN", "COUNTRY/FIN"]),
    ],
)
def test_the_longest_name_is_taken_and_nothing_inside_a_word(report: Write, words: str, keys: list[str]) -> None:
    assert one(report, words) == keys


def test_a_body_inside_the_name_of_its_organ_is_named_too(report: Write) -> None:
    assert set(one(report, "人道主义事务协调厅欢迎环境署和人道主义事务协调厅联合环境股")) == {"OCHA", "JEU", "UNEP"}


def test_conventions_that_share_their_noun_are_each_named(report: Write) -> None:
    assert {"BASEL", "ROTTERDAM", "STOCKHOLM"} <= set(one(report, "支持巴塞尔、鹿特丹和斯德哥尔摩诸项公约"))


def test_what_follows_a_convention_makes_its_conference_and_its_secretariat(report: Write) -> None:
    keys = one(report, "《生物多样性公约》缔约方大会请《生物多样性公约》秘书处协助")
    assert {"CBD-COP", "CBD-SECRETARIAT"} <= set(keys)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("联合国环境大会第二届会议", "UNEA-2"),
        ("第六十六届联大", "UNGA-66"),
        ("环境管理小组高级官员第十七次会议", "EMG/SOM-17"),
        ("《生物多样性公约》第 10 次缔约方大会", "CBD-COP-10"),
        ("联合国环境规划署理事会第十二届特别会议", "UNEP-GCSS-12"),
        ("土地问题管理小组第三次会议", "EMG/IMG-LAND/MTG-3"),
    ],
)
def test_a_session_is_the_body_and_its_number(report: Write, words: str, key: str) -> None:
    assert key in one(report, f"{words}讨论了此事")


def test_a_session_named_by_its_number_alone_is_the_one_named_before(report: Write) -> None:
    reading = report("一、 导言\n1. 环境管理小组高级官员第十七次会议在纽约召开。\n\n2. 在第十七次会议上，与会者交换了意见。\n")
    assert named(reading, "2") == ["EMG/SOM-17"]


def test_a_short_name_that_the_text_introduces_means_what_stands_before_it(report: Write) -> None:
    reading = report("一、 导言\n1. 国际环境治理问题部长或高级别代表磋商小组（磋商小组）开会。\n\n2. 磋商小组商定了方案。\n")
    assert named(reading, "2") == ["CGIEG"]


def test_the_bare_assembly_is_the_general_assembly_unless_the_text_calls_that_one_otherwise(report: Write) -> None:
    assert one(report, "大会通过了决议") == ["UNGA"]
    reading = report("一、 导言\n1. 联大开会。联合国可持续发展大会也开会，大会通过了文件。\n")
    assert named(reading) == ["UNGA", "UNCSD", "UNCSD"]


def test_the_bare_council_is_that_of_the_house(report: Write) -> None:
    words = "环境署开展工作。环境署提交报告。理事会作出决定"
    assert one(report, words)[-1] == "UNEP-GC"


def test_a_name_that_no_register_knows_gets_a_key_of_its_own_and_is_told(report: Write) -> None:
    reading = report("一、 导言\n1. 各方签署了《保护喀尔巴阡山脉可持续发展公约》。\n")
    new = [e for e in reading.entities if e.key.startswith("NEW/")]
    assert [(e.type, dict(e.labels)["zh"]) for e in new] == [("treaty", "保护喀尔巴阡山脉可持续发展公约")]
    assert [r.kind for r in reading.remarks if new[0].key in r.message] == ["made_up_key"]


def test_each_form_of_a_name_is_a_statement_with_its_first_place(report: Write) -> None:
    reading = report("一、 导言\n1. 联合国环境规划署(环境署)开会。环境署继续开会。\n")
    names = [s for s in reading.statements if s.subject == "UNEP" and s.predicate in ("name", "also_called")]
    assert [(s.predicate, s.object.text, len(s.evidence)) for s in names if not isinstance(s.object, str)] == [
        ("name", "联合国环境规划署", 1),
        ("also_called", "环境署", 1),
    ]
