"""PDF files with a text layer: text by page, ruled tables as rows."""

from __future__ import annotations

import io
from typing import Any, Final

import pdfplumber
import pypdfium2

from mapapp.errors import DocumentError

_MAGIC: Final = b"%PDF"
_MAGIC_WITHIN: Final = 1024
_MOST_PAGES: Final = 1_500
# Fewer characters a page than this, on average, is a scan with at best a stamp of text.
_FEWEST_CHARS_A_PAGE: Final = 15
# A ruled table has at least this many drawn lines; pages without are read the fast way.
_FEWEST_RULES: Final = 6
_SMALLEST_TABLE: Final = 2
_PASSWORD_WORDS: Final = ("password", "PASSWORD", "encrypt")


def read_pdf(data: bytes, *, name: str) -> tuple[str, tuple[int, ...]]:
    """Give the text of a PDF and the offsets at which its pages begin.

    Lines are as printed (the layout view joins them); cells of ruled tables are parted by tabs. Raises DocumentError
    for files that are no PDF, encrypted, damaged, too long, or scanned without a text layer.
    """
    if _MAGIC not in data[:_MAGIC_WITHIN]:
        raise DocumentError(f"{name}：不是 PDF 文件（扩展名不符或文件损坏）；请检查文件")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if any(word in str(error) for word in _PASSWORD_WORDS):
            raise DocumentError(f"{name}：PDF 已加密；请去掉密码后再读") from error
        raise DocumentError(f"{name}：PDF 损坏或不完整，无法打开；请重新获取文件") from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise DocumentError(f"{name}：PDF 有 {count} 页，超过上限 {_MOST_PAGES} 页；请拆分后再读")
        pages, ruled = _plain_pages(document)
    finally:
        document.close()
    if sum(len(page.strip()) for page in pages) < _FEWEST_CHARS_A_PAGE * max(1, count):
        raise DocumentError(f"{name}：PDF 没有文字层（多半是扫描件）；请先做文字识别（OCR）")
    if ruled:
        _read_tables(data, pages, ruled)
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    for page in pages:
        starts.append(at)
        part = page.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
        parts.append(part)
        at += len(part)
    return "".join(parts), tuple(starts)


def _plain_pages(document: pypdfium2.PdfDocument) -> tuple[list[str], list[int]]:
    """Give each page's text in reading order, and the numbers of pages that have ruled lines enough for a table."""
    pages: list[str] = []
    ruled: list[int] = []
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        pages.append(textpage.get_text_range().replace("\ufffe", "").replace("\x02", ""))
        rules = sum(1 for item in page.get_objects(max_depth=2) if item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH)
        if rules >= _FEWEST_RULES:
            ruled.append(number)
        textpage.close()
        page.close()
    return pages, ruled


def _read_tables(data: bytes, pages: list[str], ruled: list[int]) -> None:
    """Read the pages that have ruled lines again, table cells as rows between the lines above and below."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in ruled:
            page = document.pages[number]
            tables = [table for table in page.find_tables() if _is_table(table)]
            if tables:
                pages[number] = _page_with_tables(page, tables)
            page.close()


def _is_table(table: Any) -> bool:
    """Tell whether what pdfplumber found is a table and not a frame round text."""
    rows = table.rows
    return len(rows) >= _SMALLEST_TABLE and max(len(row.cells) for row in rows) >= _SMALLEST_TABLE


def _page_with_tables(page: Any, tables: list[Any]) -> str:
    """Write a page from top to bottom: text, then a table's rows, then text again."""
    parts: list[str] = []
    top = page.bbox[1]
    for table in sorted(tables, key=lambda found: found.bbox[1]):
        above = max(top, min(table.bbox[1], page.bbox[3]))
        if above - top > 1:
            parts.append(page.crop((page.bbox[0], top, page.bbox[2], above)).extract_text() or "")
        for row in table.extract():
            cells = ["" if cell is None else cell.replace("\n", "").strip() for cell in row]
            parts.append("\t".join(cells))
        top = max(top, table.bbox[3])
    if page.bbox[3] - top > 1:
        parts.append(page.crop((page.bbox[0], top, page.bbox[2], page.bbox[3])).extract_text() or "")
    return "\n".join(parts)
