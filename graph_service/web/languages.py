"""The languages of the interface: which one a visitor gets, and the catalogue of its words.

Catalogues are gettext files (``locale/<language>.po``), read as they are, without a build step. English is in the templates
themselves; a further UN language is one more file and one more row here.
"""

import gettext
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.core import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from starlette.requests import Request

NAMES = {"en": "English", "zh": "中文"}
"""Languages of the interface and what they call themselves."""


def chosen(request: Request) -> str:
    """The language that the address asks for (``?lang=zh``), else the browser's preference, else English."""
    asked = request.query_params.get("lang", "")
    if asked in NAMES:
        return asked
    wanted = [part.split(";")[0].strip().replace("-", "_") for part in request.headers.get("accept-language", "").split(",")]
    simple = [tag.split("_")[0] for tag in wanted if tag]
    return negotiate_locale(simple, list(NAMES)) or "en"


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The words of a language; English needs none."""
    if language == "en":
        return gettext.NullTranslations()
    text = files("graph_service.web").joinpath("locale", f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
