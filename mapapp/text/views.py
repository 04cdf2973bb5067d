"""Building a TextView: choose characters of a stored text, in reading order."""

from __future__ import annotations

from mapapp.contracts.text import TextView


class ViewBuilder:
    """Collect characters with the stored offset each was printed at."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._chars: list[str] = []
        self._offsets: list[int] = []

    def __len__(self) -> int:
        """Count the characters collected so far."""
        return len(self._chars)

    def keep(self, char: str, offset: int) -> None:
        """Add one character that stands for the stored character at `offset`."""
        self._chars.append(char)
        self._offsets.append(offset)

    def keep_run(self, run: str, offset: int) -> None:
        """Add characters that stand side by side in the stored text, the first of them at `offset`."""
        self._chars.extend(run)
        self._offsets.extend(range(offset, offset + len(run)))

    def last(self) -> str:
        """Return the last character kept, or an empty string."""
        return self._chars[-1] if self._chars else ""

    def drop_trailing(self, chars: str) -> None:
        """Forget characters at the end that are in `chars`."""
        while self._chars and self._chars[-1] in chars:
            self._chars.pop()
            self._offsets.pop()

    def view(self) -> TextView:
        """Return the finished view."""
        return TextView("".join(self._chars), tuple(self._offsets))


def identity_view(text: str) -> TextView:
    """Return the view that changes nothing."""
    return TextView(text, tuple(range(len(text))))
