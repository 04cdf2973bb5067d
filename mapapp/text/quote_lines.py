"""A quote as one line: a list shows it so, the document view character for character."""

from __future__ import annotations

import re

# Line ends and their indents belong to the printed page; blanks inside a line stay.
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")


def clean_quote(quote: str) -> str:
    r"""Return a quote with its printed lines joined.

    >>> clean_quote("结构\n\n封顶")
    '结构封顶'
    """
    return _LINE_END.sub("", quote).strip()
