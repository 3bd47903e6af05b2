"""Every word of the interface is there in every language."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from graph_service.web import languages
from graph_service.web.render import MARKED

WEB = Path(languages.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None}


def wanted() -> set[str]:
    """The words that templates and code ask for, by their first form."""
    methods = [("templates/**.html", "jinja2"), ("**.py", "python")]
    found = extract_from_dir(WEB, methods, {"templates/**.html": {"newstyle_gettext": "true"}}, KEYWORDS)
    return {words if isinstance(words, str) else words[0] for _, _, words, _, _ in found} | set(MARKED)


@pytest.mark.parametrize("language", [tag for tag in languages.NAMES if tag != "en"])
def test_the_catalogue_has_every_word_and_no_other(language: str) -> None:
    with (WEB / "locale" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    had = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id and m.string and all(m.string)}
    assert had == wanted()
