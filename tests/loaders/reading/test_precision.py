from pathlib import Path

from loaders.base import Source
from loaders.reading.precision import WEIGHT, Judged, of_rule, table
from loaders.un_report.loader import UnReport

SAMPLE = Path(__file__).parent / "sample.txt"


def test_a_rule_begins_with_its_estimate_and_judged_readings_move_it() -> None:
    assert Judged().confidence(0.8) == 0.8
    assert Judged(WEIGHT, 0).confidence(0.8) == 0.9
    assert Judged(0, WEIGHT).confidence(0.8) == 0.4
    assert Judged(1000, 0).confidence(0.5) > 0.99


def test_what_was_judged_is_said_in_words() -> None:
    assert str(Judged(3, 1)) == "3 of 4 judged right"
    assert str(of_rule("no-such-rule", "zh")) == "none judged yet, an estimate"


def test_statements_carry_the_confidence_of_their_rule() -> None:
    reading = next(UnReport().read(Source(SAMPLE)))
    requests = [e for s in reading.statements for e in s.evidence if e.method.name == "request"]
    judged = of_rule("request", "zh")
    assert requests
    assert judged.right + judged.wrong > WEIGHT
    assert {e.confidence for e in requests} == {judged.confidence(0.8)}


def test_the_table_counts_readings_and_names_rules_of_known_languages() -> None:
    assert {language for language, _ in table()} == {"en", "zh"}
    assert all(judged.right >= 0 and judged.wrong >= 0 and judged.right + judged.wrong > 0 for judged in table().values())
