"""How large a file may be, and how long and with how much memory it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mapapp import settings


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one file may cost.

    `file_bytes` is its size; `text_chars` the length of its text; `seconds` the time by the clock and `memory_bytes`
    the address space of the process that reads it.
    """

    file_bytes: int = settings.MAX_DOCUMENT_BYTES
    # The longest five-year plans have 200,000 characters, a yearbook a million; longer ones are many documents.
    text_chars: int = 2_000_000
    # 300 pages of tables take 6 s on a slow machine.
    seconds: float = 60.0
    # A docx at its own limits needs some 600 MB, the libraries 200 MB.
    memory_bytes: int = 1_500_000_000
    # Pages without text are recognised within these in place of the two above: a page takes some 5 s of one core.
    recognised_pages: int = 200
    recognition_seconds: float = 600.0
    recognition_memory_bytes: int = 4_000_000_000


DEFAULT_LIMITS: Final = ReadingLimits()
