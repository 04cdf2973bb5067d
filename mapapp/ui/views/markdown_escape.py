"""Text from documents, files and links inside Streamlit's own labels, which read Markdown."""

from __future__ import annotations

from typing import Final

# Everything Markdown or Streamlit's colour, icon and formula marks could begin with.
_MARKUP: Final = frozenset("\\`*_{}[]()#+-.!|~$:<>&")


def plain_label(text: str) -> str:
    r"""Escape text so that a label shows it as it is.

    >>> plain_label("C:\\2019 **新**")
    'C\\:\\\\2019 \\*\\*新\\*\\*'
    """
    return "".join(f"\\{character}" if character in _MARKUP else character for character in text)
