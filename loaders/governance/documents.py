"""The documents that the register cites: titles, dates and the UN's own pages, as statements of the register itself."""

from collections.abc import Iterator
from importlib.resources import files

from loaders.governance.table import Row, rows
from ontology import dates
from ontology.errors import ModelError
from ontology.identifiers import Key
from ontology.records import Evidence, Literal, Method, Statement

REGISTER = "REG/governance"
COLUMNS = ("key", "symbol", "title_en", "title_zh", "date", "url")


def document_statements() -> tuple[Statement, ...]:
    """Titles, date, symbol and address of each row of ``documents.csv``; ``SourceError`` names a bad cell."""
    path = files("loaders.governance").joinpath("documents.csv")
    return tuple(statement for row in rows(str(path), path.read_text(encoding="utf-8"), COLUMNS) for statement in _of(row))


def _of(row: Row) -> Iterator[Statement]:
    _check(row)
    values = (
        ("title", row["title_en"], "en", None),
        ("title", row["title_zh"], "zh", None),
        ("symbol_as_printed", row["symbol"], None, None),
        ("issued_on", row["date"], None, "edtf"),
        ("url", row["url"], None, "uri"),
    )
    evidence = (Evidence(row["key"], Method("register", "governance")),)
    for predicate, text, language, datatype in values:
        if text:
            yield Statement(REGISTER, row["key"], predicate, Literal(text, language, datatype), evidence=evidence)


def _check(row: Row) -> None:
    if not row["url"].startswith("https://"):
        raise row.error("url", "the address of the document at the UN, beginning with https://", row["url"])
    for column, parse in (("key", Key.parse), ("date", dates.span)):
        try:
            if column == "key" or row[column]:
                parse(row[column])
        except ModelError as error:
            raise row.error(column, str(error), row[column]) from error
