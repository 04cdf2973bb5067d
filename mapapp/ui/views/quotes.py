"""How a quote is shown, addressed and cited."""

from __future__ import annotations

from mapapp.contracts import Document
from mapapp.text.quote_lines import clean_quote
from mapapp.ui.i18n import t


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
    if where and document.recognised_at(start, end):
        where = t("cards.citation_recognised", page=page)
    quote = clean_quote(document.text[start:end])
    return t("cards.citation", title=document.title, page=where, start=start, end=end, quote=quote)
