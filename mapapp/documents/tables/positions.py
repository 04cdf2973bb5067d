"""From stored offsets to the reading view: where the words of a cell are read."""

from __future__ import annotations

import bisect
import itertools

from mapapp.contracts.document_tables import Pieces
from mapapp.contracts.text import TextView

_BLANK: str = " \t\n\u3000"


class ViewPositions:
    """Look up which characters of a view were printed at stored offsets."""

    def __init__(self, view: TextView) -> None:
        """Prepare the look-up; a view in stored order needs no table of its own."""
        self._text = view.text
        offsets = view.offsets
        if all(left <= right for left, right in itertools.pairwise(offsets)):
            self._stored: tuple[int, ...] = offsets
            self._shown: tuple[int, ...] | None = None
        else:
            order = sorted(range(len(offsets)), key=lambda index: (offsets[index], index))
            self._stored = tuple(offsets[index] for index in order)
            self._shown = tuple(order)

    def spans(self, start: int, end: int) -> Pieces:
        """Return the stretches of the view printed at stored [start, end), without blanks at their edges."""
        low, high = bisect.bisect_left(self._stored, start), bisect.bisect_left(self._stored, end)
        found: list[tuple[int, int]] = []
        for index in range(low, high):
            at = index if self._shown is None else self._shown[index]
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        return tuple(trimmed for piece in found if (trimmed := self._trim(*piece)) is not None)

    def _trim(self, start: int, end: int) -> tuple[int, int] | None:
        """Leave out blanks and line ends at both edges."""
        while start < end and self._text[start] in _BLANK:
            start += 1
        while end > start and self._text[end - 1] in _BLANK:
            end -= 1
        return (start, end) if start < end else None

    def words(self, spans: Pieces) -> str:
        """Return the words of some stretches of the view."""
        return "".join(self._text[start:end] for start, end in spans)
