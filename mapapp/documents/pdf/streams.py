"""How much the streams of a PDF would unpack to, measured before anything reads them."""

from __future__ import annotations

import re
import zlib
from typing import Final

from mapapp.errors import DocumentError

# The drawing of a page takes kilobytes; a stream of this many bytes is no page.
MOST_STREAM_BYTES: Final = 60_000_000
MOST_STREAMS_BYTES: Final = 300_000_000
_STREAM: Final = re.compile(rb"stream\r?\n")
# The dictionary of a stream stands right before it.
_DICTIONARY_BYTES: Final = 600
_CHUNK_BYTES: Final = 1_000_000


def check_streams(data: bytes, *, name: str) -> None:
    """Raise DocumentError if a compressed stream unpacks to more than any page; pictures are not unpacked."""
    total = 0
    for match in _STREAM.finditer(data):
        if data[match.start() - 3 : match.start()] == b"end":
            continue
        before = data[max(0, match.start() - _DICTIONARY_BYTES) : match.start()]
        words = before[max(0, before.rfind(b" obj")) :]
        if (b"FlateDecode" not in words and b"/Fl " not in words) or b"/Image" in words:
            continue
        size = _unpacked(data, match.end(), MOST_STREAM_BYTES)
        total += size
        for found, most in ((size, MOST_STREAM_BYTES), (total, MOST_STREAMS_BYTES)):
            if found > most:
                raise DocumentError(
                    f"{name}：PDF 的内容流展开后超过上限 {most // 1_000_000} MB，疑似压缩炸弹；已拒绝读取"
                )


def _unpacked(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream unpacks to, at most one chunk more than `most`."""
    size = 0
    unpacker = zlib.decompressobj()
    piece = data[start : start + _CHUNK_BYTES]
    at = start + len(piece)
    try:
        while piece and size <= most and not unpacker.eof:
            size += len(unpacker.decompress(piece, _CHUNK_BYTES))
            piece = unpacker.unconsumed_tail
            if not piece:
                piece = data[at : at + _CHUNK_BYTES]
                at += len(piece)
    except zlib.error:
        return size
    return size
