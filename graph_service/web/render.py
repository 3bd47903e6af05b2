"""Templates to pages: one environment a language, autoescaped, undefined names an error."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graph_service.web import languages
from graph_service.web.links import Links
from graph_service.web.service import Service

SECURITY = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "vary": "Accept-Language",
}
"""Headers of every page: no script, nothing from elsewhere."""


@cache
def environment(language: str) -> Environment:
    """The templates with the words of a language."""
    made = Environment(
        loader=PackageLoader("graph_service.web"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = languages.catalogue(language)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    made.globals.update(
        languages=languages.NAMES,
        language=language,
        method_words=partial(method_words, catalogue.gettext),
        status_words=catalogue.gettext,
        verdict_words=catalogue.gettext,
        query=None,
    )
    return made


def page(
    request: Request, service: Service, template: str, *, links: Links, status: int = 200, values: Mapping[str, Any]
) -> HTMLResponse:
    """A page in the visitor's language. ``links``: makes the addresses of other pages."""
    language = languages.chosen(request)
    text = (
        environment(language)
        .get_template(template)
        .render(
            snapshot=service.snapshot(),
            with_language=partial(with_language, request),
            entity_href=links.entity,
            document_href=links.document,
            place_href=lambda place: links.place(place.row),
            **values,
        )
    )
    return HTMLResponse(text, status_code=status, headers=SECURITY)


def with_language(request: Request, language: str) -> str:
    """The address of this page in another language."""
    query = {**request.query_params, "lang": language}
    return f"{request.url.path}?{urlencode(query)}"


def method_words(say: Callable[[str], str], method: str) -> str:
    """How something was read, in words for people."""
    kind = method.partition(":")[0]
    words = {
        "rule": "read by rule",
        "register": "from a register",
        "curated": "written down by hand",
        "tagged": "tagged by machine",
    }
    return say(words[kind])


MARKED = (
    "read by rule",
    "from a register",
    "written down by hand",
    "tagged by machine",
    "fact",
    "planned",
    "proposed",
    "in_progress",
    "achieved",
    "option",
    "negated",
    "requested",
    "approved",
    "received",
    "spent",
    "estimate",
    "baseline",
    "target",
    "actual",
    "rejected",
    "corrected",
    "confirmed",
)
"""Words that are translated without standing in a template; the test of the catalogues asks for them too."""
