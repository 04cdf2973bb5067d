"""Zip files that are the same for the same content: sorted as given, one fixed date, one fixed system."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

# The earliest date a zip can hold. A file says when it is from by its version and its documents' hashes, not by a clock.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_UNIX = 3


def fixed_zip(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Zip (name, content) pairs in the order given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def zip_entries(archive: bytes) -> list[tuple[str, bytes]]:
    """Return the (name, content) pairs of a zip in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(info.filename, opened.read(info)) for info in opened.infolist()]
