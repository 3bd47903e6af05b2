"""Tables of every kind give the same figures as text, HTML, Word and PDF, and exactly those that they print."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from loaders.base import Source
from loaders.registry import pick
from ontology.readings import Reading

from . import grids
from .grids import ABOVE, LEFT, Grid

_CHANGES = ("technical_adjustments", "new_and_expanded_mandates", "other", "total", "total%")
EN = (
    Grid(
        "Table 9.1",
        "Overall: evolution of financial resources by object of expenditure",
        "(Thousands of United States dollars)",
        (
            ("", "", "", "Changes", LEFT, LEFT, LEFT, LEFT, ""),
            (
                "Object of expenditure",
                "2024 expenditurea",
                "2025 approved",
                "Technical adjustments",
                "New/expanded mandates",
                "Other",
                "Total",
                "Percentage",
                "2026 estimate (before recosting)",
            ),
        ),
        (
            ("Posts", "9 100.0", "9 500.5", "–", "100.5", "–", "100.5", "1.1", "9 601.0"),
            ("Other staff costs", "80.5", "120.0", "(20.0)", "–", "5.0", "(15.0)", "(12.5)", "105.0"),
            ("Improvement of premises", "0.3", "–", "–", "–", "–", "–", "–", "–"),
            ("Total", "9 180.8", "9 620.5", "(20.0)", "100.5", "5.0", "85.5", "0.9", "9 706.0"),
        ),
        (
            ("2024", "spent", ""),
            ("2025", "approved", ""),
            *(("2026", "estimate", told) for told in _CHANGES),
            ("2026", "estimate", "before_recosting"),
        ),
        1000,
        ("a As known when this was written.",),
    ),
    Grid(
        "Table 9.2",
        "Subprogramme 1: deliverables for the period 2024–2026, by category and subcategory",
        "",
        (("Category and subcategory", "2024 planned", "2024 actual", "2025 planned", "2026 planned"),),
        (
            ("A. Facilitation of the intergovernmental process and expert bodies",),
            ("Parliamentary documentation (number of documents)", "5", "5", "4", "5"),
            ("1. Reports for the commission on wetlands and the rivers of the region", "4", "4", "3", "4"),
            ("2. Reports for the ministers", "1", "1", "1", "1"),
            ("B. Generation and transfer of knowledge",),
            ("Seminars, workshops and training events (number of days)", "12", "10", "–", "14"),
            ("3. Seminars on peat", "12", "10", "–", "14"),
        ),
        (("2024", "planned", ""), ("2024", "actual", ""), ("2025", "planned", ""), ("2026", "planned", "")),
    ),
    Grid(
        "Table 9.3",
        "Financial performance",
        "(Thousands of United States dollars)",
        (("", "Apportionment", "Expenditure", "Variance", LEFT), ("Category", ABOVE, ABOVE, "Amount", "Percentage")),
        (
            ("Civilian personnel",),
            ("International staff", "1 200.0", "1 100.0", "100.0", "8.3"),
            ("National staff", "400.0", "450.0", "(50.0)", "(12.5)"),
            ("Subtotal", "1 600.0", "1 550.0", "50.0", "3.1"),
            ("Total requirements", "1 600.0", "1 550.0", "50.0", "3.1"),
        ),
        (
            (None, "approved", "Apportionment"),
            (None, "spent", "Expenditure"),
            (None, "actual", "variance"),
            (None, "actual", "variance%"),
        ),
        1000,
    ),
    Grid(
        "Table 9.4",
        "Net and gross amounts by section",
        "(Thousands of United States dollars)",
        (
            ("", "2025 approved", LEFT, LEFT, "2026 estimates", LEFT, LEFT),
            ("Section", "Net amount", "Staff assessment", "Gross amount", "Net amount", "Staff assessment", "Gross amount"),
        ),
        (
            ("1. Wetlands", "90.5", "9.5", "100.0", "95.0", "10.0", "105.0"),
            ("2. Rivers and the law of their banks", "45.0", "5.0", "50.0", "44.0", "4.5", "48.5"),
        ),
        tuple(
            (period, status, told)
            for period, status in (("2025", "approved"), ("2026", "estimate"))
            for told in ("Net amount", "Staff assessment", "Gross amount")
        ),
        1000,
    ),
)
ZH = (
    Grid(
        "表 9.1",
        "全部资源：按资金来源和构成部分开列的财政资源变动情况",
        "(千美元)",
        (("构成部分", "2022年支出", "2023年估计数", "变动", "百分比", "2024年估计数"),),
        (
            ("A. 决策机关", "250.3", "229.9", "—", "—", "229.9"),
            ("B. 行政领导和管理",),
            ("1. 湿地主任办公室", "63.2", "60.0", "—", "—", "60.0"),
            ("2. 为本区域各国湿地和河流提供咨询的科学委员会秘书处的工作", "29.5", "50.0", "(5.0)", "(10.0)", "45.0"),
            ("小计，B", "92.7", "110.0", "(5.0)", "(4.5)", "105.0"),
            ("共计", "343.0", "339.9", "(5.0)", "(1.5)", "334.9"),
        ),
        (
            ("2022", "spent", ""),
            ("2023", "estimate", ""),
            ("2024", "estimate", "total"),
            ("2024", "estimate", "total%"),
            ("2024", "estimate", ""),
        ),
        1000,
    ),
    Grid(
        "表 9.2",
        "按职类和职等分列的拟议员额",
        "(员额数目)",
        (
            ("", "", "变动", LEFT, LEFT, LEFT, ""),
            ("职类和职等", "2023年核定数", "技术调整", "新的/扩大的任务", "其他", "共计", "2024年拟议数a"),
        ),
        (
            ("专业及以上职类",),
            ("USG", "1", "—", "—", "—", "—", "1"),
            ("P-5", "26", "—", "1", "(2)", "(1)", "25"),
            ("小计", "27", "—", "1", "(2)", "(1)", "26"),
            ("其他",),
            ("LL", "10", "—", "—", "—", "—", "10"),
            ("小计", "10", "—", "—", "—", "—", "10"),
            ("共计", "37", "—", "1", "(2)", "(1)", "36"),
        ),
        (
            ("2023", "approved", ""),
            *(("2024", "requested", told) for told in _CHANGES[:4]),
            ("2024", "requested", ""),
        ),
        1,
        ("a 包括一个临时员额。",),
    ),
    Grid(
        "表 9.3",
        "2010-2013年自愿捐款情况",
        "(美元)",
        (("捐助方", "2010年", "2011年", "2012年", "共计"),),
        (
            ("挪威", "1 200 000", "1 150 500", "—", "2 350 500"),
            ("瑞典", "300 000", "320 000", "410 000", "1 030 000"),
            ("共计", "1 500 000", "1 470 500", "410 000", "3 380 500"),
        ),
        (("2010", "actual", ""), ("2011", "actual", ""), ("2012", "actual", ""), ("2010/2013", "actual", "共计")),
    ),
)
PARAGRAPHS = {
    "en": "{n}. The resources of the programme on wetlands are shown in the table below, as the Secretary-General proposes them.",
    "zh": "{n}. 下表列示湿地方案的各项资源，由秘书长提出，供大会审议，其中包括本期间各项所需经费的全部说明。",
}
HEADS = {"en": "United Nations A/90/6 (Sect. 9)", "zh": "联合国 A/90/6 (Sect. 9)"}
TABLES = {"en": EN, "zh": ZH}
WRITERS = {"txt": grids.txt, "html": grids.html, "docx": grids.docx, "pdf": grids.pdf}


@cache
def read(folder: Path, language: str, form: str) -> Reading:
    tables = TABLES[language]
    said = tuple(PARAGRAPHS[language].format(n=n + 1) for n in range(len(tables) + 1))
    path = folder / f"{language}.{form}"
    path.write_bytes(WRITERS[form](HEADS[language], said, tables))
    return next(iter(pick(Source(path)).read(Source(path, "A/90/6 (Sect. 9)"))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


def given(reading: Reading, table: str) -> set[tuple[str, str, str | None, str | None, str, Decimal]]:
    """The figures of a table as a grid tells them."""
    out = set()
    for figure in reading.figures:
        told = dict(figure.dimensions)
        apart = told.get("change") or told.get("prices") or told.get("column") or ""
        if figure.evidence[0].paragraph == table:
            out.add((table, told.get("item", ""), figure.period, figure.status, apart, Decimal(figure.value)))
    return out


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("language", "grid"), [(language, grid) for language, found in TABLES.items() for grid in found])
def test_a_table_gives_exactly_the_figures_that_it_prints(folder: Path, language: str, grid: Grid, form: str) -> None:
    assert given(read(folder, language, form), grid.name) == grid.figures()


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("language", TABLES)
def test_every_sum_of_these_tables_adds_up_and_no_row_is_left(folder: Path, language: str, form: str) -> None:
    told = [r.message for r in read(folder, language, form).remarks if (r.paragraph or "").startswith("table")]
    assert told == []


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("language", TABLES)
def test_the_quote_of_a_cell_is_what_stands_there(folder: Path, language: str, form: str) -> None:
    reading = read(folder, language, form)
    for evidence in (e for figure in reading.figures for e in figure.evidence):
        assert reading.text[evidence.start : evidence.end] == evidence.quote
