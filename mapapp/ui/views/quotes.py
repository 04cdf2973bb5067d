"""How a quote is shown, addressed and cited."""

from __future__ import annotations

import re

from mapapp.contracts import Document
from mapapp.ui.i18n import t

# Line ends and their indents are furniture of the printed page; blanks inside a line stay.
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")


def clean_quote(quote: str) -> str:
    r"""Join the printed lines of a quote for a list; the document view shows it character for character.

    >>> clean_quote("结构\n\n封顶")
    '结构封顶'
    """
    return _LINE_END.sub("", quote).strip()


def passage_id(doc: str, start: int, end: int) -> str:
    """Name a passage the way the address does.

    >>> passage_id("001", 12, 20)
    'read:001@12-20'
    """
    return f"read:{doc}@{start}-{end}"


def citation(document: Document, start: int, end: int) -> str:
    """Write a citation: title, page where the file has pages, offsets, and the quote."""
    page = document.page_of(start)
    where = t("cards.citation_page", page=page) if page is not None else ""
    quote = clean_quote(document.text[start:end])
    return t("cards.citation", title=document.title, page=where, start=start, end=end, quote=quote)
