from pathlib import Path

import pytest

from ontology import generated


def test_files_are_written_and_then_up_to_date(tmp_path: Path) -> None:
    made = {tmp_path / "examples" / "A.ttl": "a", tmp_path / "b.ttl": "b"}
    assert generated.main(made, []) == 0
    assert generated.main(made, ["--check"]) == 0


def test_a_stale_or_missing_file_is_named_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.ttl").write_text("old", encoding="utf-8")
    made = {tmp_path / "a.ttl": "new", tmp_path / "b.ttl": "b"}
    assert generated.main(made, ["--check"]) == 1
    assert capsys.readouterr().err.startswith("not what the code lists make: a.ttl, b.ttl")
    assert (tmp_path / "a.ttl").read_text(encoding="utf-8") == "old"
