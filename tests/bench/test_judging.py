from typing import Any

from bench.judging import counted, table


def said(key: str, rule: str, predicate: str = "establishes") -> dict[str, Any]:
    return {"kind": "statement", "id": key, "method": f"rule:{rule}", "predicate": predicate}


def test_verdicts_are_counted_by_rule_once_for_each_statement() -> None:
    lines = [
        {"kind": "document", "language": "en"},
        said("a", "passive"),
        said("a", "passive"),
        said("b", "passive"),
        said("c", "active"),
    ]
    verdicts = [
        {"statement": "a", "verdict": "confirmed"},
        {"statement": "st:b", "verdict": "rejected"},
        {"statement": "elsewhere", "verdict": "confirmed"},
    ]
    right, wrong = counted(lines, verdicts)
    assert table(right, wrong) == [{"language": "en", "rule": "passive", "right": 1, "wrong": 1}]


def test_what_a_register_says_is_no_rule_s_reading() -> None:
    line = {"kind": "statement", "id": "a", "method": "register:bodies", "predicate": "establishes"}
    right, wrong = counted([line], [{"statement": "a", "verdict": "rejected"}])
    assert not right
    assert not wrong
