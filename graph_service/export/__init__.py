"""A snapshot as files: one module per format, and ``formats.export`` that picks. Equal records give equal bytes."""

from graph_service.export.formats import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
