"""``/dumps/mandate-graph.{ending}``, each also with ``.gz``: the whole snapshot as a file."""

import asyncio
from pathlib import Path
from typing import Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from graph_service.api.dumps import Dumps
from graph_service.api.linked_data.forms import known
from graph_service.api.open_endpoint import SNAPSHOT
from graph_service.export import FORMATS
from graph_service.graph.snapshot import Snapshot

STEM = "mandate-graph"
OFFERED = tuple(name for name in FORMATS if name != "csv")
"""The formats that are served as they are; the table comes as an archive."""
TABLE = f"{STEM}-csv.zip"
NAMES = {
    **{f"{STEM}.{name}": FORMATS[name].media_type for name in OFFERED},
    **{f"{STEM}.{name}.gz": "application/gzip" for name in OFFERED},
    TABLE: "application/zip",
}
"""Name of each file → its media type."""


class DumpService(Protocol):
    """What this endpoint needs of the service."""

    def snapshot(self) -> Snapshot:
        """The current snapshot."""

    @property
    def dumps(self) -> Dumps:
        """The exports as files."""


class DumpEndpoint:
    """``/dumps/{name}``. The tag of the file is the snapshot's hash: who holds it need not load it again."""

    def __init__(self, service: DumpService) -> None:
        self._service = service

    async def __call__(self, request: Request) -> Response:
        """Stream the file."""
        name = request.path_params["name"]
        if name not in NAMES:
            raise HTTPException(404, f"no dump {name!r}: expected one of {', '.join(NAMES)}")
        return await asyncio.to_thread(self._answer, request, name)

    def _answer(self, request: Request, name: str) -> Response:
        snapshot = self._service.snapshot()
        headers = {"ETag": f'"{snapshot.hash}"', "Cache-Control": "no-cache", SNAPSHOT: snapshot.hash}
        if known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        headers["Content-Type"] = NAMES[name]
        return FileResponse(self._file(snapshot, name), headers=headers)

    def _file(self, snapshot: Snapshot, name: str) -> Path:
        if name == TABLE:
            return self._service.dumps.table(snapshot)
        ending = name.removeprefix(f"{STEM}.")
        return self._service.dumps.file(snapshot, ending.removesuffix(".gz"), compressed=ending.endswith(".gz"))
