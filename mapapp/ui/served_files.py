"""The address under which a browser fetches published files: map data, scripts, styles.

Only this server's own pages may read them: no header lets another origin in.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from mapapp.layers.publish import FILES_URL, PublishedFiles

# One for the process: the pages put files in, the route hands them out.
FILES: Final = PublishedFiles()

# An address is made from the content behind it, so what a browser holds never grows old.
HEADERS: Final = {"Cache-Control": "private, immutable, max-age=31536000", "X-Content-Type-Options": "nosniff"}

# Said here and not asked of the system: a browser runs no module that comes under another type, and a Windows registry may
# call a script plain text.
MEDIA_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
}


def file_routes() -> list[BaseRoute]:
    """Return the routes to mount beside Streamlit's own."""
    return [Route(f"/{FILES_URL}/{{path:path}}", _send, methods=["GET"])]


async def _send(request: Request) -> Response:
    """Return a published file, or 404."""
    path = request.path_params["path"]
    content = FILES.get(path)
    if content is None:
        return Response(status_code=404)
    kind = MEDIA_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")
    return Response(content, media_type=kind, headers=HEADERS)
