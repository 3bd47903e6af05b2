"""The pages: search, a thing, a document; server-rendered, in the visitor's language, readable without JavaScript."""

from graph_service.web.pages import routes

__all__ = ["routes"]
