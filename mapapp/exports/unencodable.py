"""Characters a file format cannot hold, and what stands in their place: always visible, never silently dropped.

| format | cannot hold | instead |
|---|---|---|
| all | lone surrogates (no UTF-8 form) | U+FFFD |
| XLSX | NUL; U+FFFE, U+FFFF; texts over 32,767 | ␀; U+FFFD; cut, with the number of characters left out |
| XLSX | other control characters | kept; the writer puts them into the `_x0001_` form of the file format |
| GeoPackage, Shapefile | NUL | ␀ |
| Shapefile | texts over 254 bytes; blanks at either end | cut at a whole character; lost on reading |
"""

from __future__ import annotations

import re
from collections import Counter

REPLACEMENT = "\ufffd"
NUL_PICTURE = "␀"

# Excel refuses a file with a longer text in a cell.
XLSX_CELL_CHARACTERS = 32_767

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_XLSX_NEVER = re.compile(r"[\ufffe\uffff]")


def without_surrogates(text: str) -> str:
    r"""Replace halves of characters, which no UTF-8 file can hold.

    >>> without_surrogates("甲\ud83d") == "甲\ufffd"
    True
    """
    return text if text.isascii() else _SURROGATES.sub(REPLACEMENT, text)


def _units(text: str) -> int:
    """Return the length of a text as Excel counts it: characters beyond U+FFFF count twice."""
    return len(text.encode("utf-16-le")) // 2


# A control character is written as _x0001_; a text that happens to look like that gets its first _ written so.
_XLSX_ESCAPED = re.compile(r"[\x01-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")


class Replacements:
    """Counts what was replaced in one file, so that the file can say so."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def surrogates(self, text: str) -> str:
        """Replace and count lone surrogates."""
        return text if text.isascii() else self._sub(_SURROGATES, REPLACEMENT, text, "半个字符（代理码）→ U+FFFD")

    def nul(self, text: str) -> str:
        """Replace and count NUL, which ends a text in formats written through C."""
        if "\0" in text:
            self.counts["空字符 NUL → ␀"] += text.count("\0")
            text = text.replace("\0", NUL_PICTURE)
        return self.surrogates(text)

    def xlsx(self, text: str) -> str:
        """Make a text fit for a cell: no character XML cannot hold, none too many."""
        text = self.nul(text)
        if not text.isascii():
            text = self._sub(_XLSX_NEVER, REPLACEMENT, text, "U+FFFE、U+FFFF → U+FFFD")
        if text.startswith("<r>") and text.endswith("</r>"):
            # The writer takes a text of this form for one with its own marks-up and would not escape it.
            self.counts["<r>…</r> 之后加一个空格"] += 1
            text += " "
        if len(text) * 2 > XLSX_CELL_CHARACTERS and _units(text) > XLSX_CELL_CHARACTERS:
            tail = f"…（本格最多 {XLSX_CELL_CHARACTERS} 字，全文见 JSONL）"
            self.counts["超过 32767 字而截短的格"] += 1
            kept = text.encode("utf-16-le")[: (XLSX_CELL_CHARACTERS - len(tail)) * 2]
            text = kept.decode("utf-16-le", errors="ignore") + tail
        return text

    def xlsx_escaped(self, text: str) -> str:
        """Make a text fit for a cell of openpyxl, which leaves control characters to its caller."""
        return _XLSX_ESCAPED.sub(lambda found: f"_x{ord(found.group()):04X}_", self.xlsx(text))

    def cut(self, text: str, max_bytes: int) -> str:
        """Cut a text to so many bytes of UTF-8 at a whole character, and count it."""
        raw = text.encode("utf-8")
        if len(raw) <= max_bytes:
            return text
        self.counts[f"超过 {max_bytes} 字节而截短的格"] += 1
        return raw[:max_bytes].decode("utf-8", errors="ignore")

    def report(self) -> str:
        """Return what was replaced in one line; 无 when nothing was.

        >>> Replacements().report()
        '无'
        """
        return "；".join(f"{what}：{count} 处" for what, count in sorted(self.counts.items())) or "无"

    def _sub(self, pattern: re.Pattern[str], instead: str, text: str, what: str) -> str:
        """Replace a pattern and count."""
        replaced, found = pattern.subn(instead, text)
        if found:
            self.counts[what] += found
        return replaced
