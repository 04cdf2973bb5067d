"""Text from documents, files and links inside Streamlit's own labels, which read Markdown."""

from __future__ import annotations

import re
from typing import Final

# Everything Markdown or Streamlit's colour, icon and formula marks could begin with.
_MARKUP: Final = frozenset("\\`*_{}[]()#+-.!|~$:<>&")
# Where a bare address becomes a link even though its marks are escaped: in http://, www. and a@b. A character without
# width between its parts leaves it text.
_IN_ADDRESS: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_WORD_JOINER: Final = "\u2060"


def plain_label(text: str) -> str:
    r"""Escape text so that a label shows it as it is.

    >>> plain_label("C:\\2019 **新**")
    'C\\:\\\\2019 \\*\\*新\\*\\*'
    """
    apart = _IN_ADDRESS.sub(_WORD_JOINER, text)
    return "".join(f"\\{character}" if character in _MARKUP else character for character in apart)
