"""Word files: paragraphs and tables in the order they stand, after a look at what the archive would unpack to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from mapapp import settings
from mapapp.errors import DocumentError

_MAIN_PART: Final = "word/document.xml"
# A docx of a few hundred kilobytes can unpack to gigabytes; honest XML shrinks 5 to 30 times.
_MOST_UNPACKED_BYTES: Final = 200_000_000
_MOST_SHRINKAGE: Final = 200
_MOST_ENTRIES: Final = 5_000
_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0"
_CELL_JOIN: Final = " "


def read_docx(data: bytes, *, name: str) -> str:
    """Give the text of a docx: a paragraph a line, table cells parted by tabs, built-in headings marked with #.

    Raises DocumentError for files that are encrypted, no docx, damaged, or would unpack to too much; the archive's
    directory is looked at before anything is unpacked.
    """
    _check_archive(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise DocumentError(f"{name}：docx 内部损坏（{type(error).__name__}）；请用 Word 打开后另存") from error
    text = "\n".join(lines)
    if not text.strip():
        raise DocumentError(f"{name}：docx 里没有文字（可能只有图片）；请提供带文字的文件")
    return text


def _check_archive(data: bytes, name: str) -> None:
    """Look at the zip directory only: right kind, not encrypted, honest sizes."""
    if data.startswith(_OLE_MAGIC):
        raise DocumentError(f"{name}：是加密的 docx 或旧版 doc；请去掉密码或另存为 docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise DocumentError(f"{name}：不是有效的 docx（压缩包损坏或扩展名不符）；请检查文件") from error
    names = {entry.filename for entry in entries}
    if _MAIN_PART not in names:
        raise DocumentError(f"{name}：压缩包里没有 Word 正文，不是 docx；请检查扩展名")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise DocumentError(f"{name}：docx 已加密；请去掉密码后再读")
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    bomb = unpacked > settings.MAX_DOCUMENT_BYTES and unpacked / packed > _MOST_SHRINKAGE
    if bomb or unpacked > _MOST_UNPACKED_BYTES or len(entries) > _MOST_ENTRIES:
        size = f"{unpacked / 1e6:.0f} MB、{len(entries)} 个条目"
        raise DocumentError(f"{name}：docx 展开后异常庞大（{size}），疑似压缩炸弹；已拒绝读取")


def _lines(document: docx.document.Document) -> Iterator[str]:
    """Give one line per paragraph and per table row, in document order."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            marks = _heading_marks(block)
            yield f"{marks}{block.text}"
        elif isinstance(block, Table):
            yield from _rows(block)


def _heading_marks(paragraph: Paragraph) -> str:
    """Give # marks for Word's built-in headings."""
    style = paragraph.style.name if paragraph.style is not None else ""
    for level in range(1, 7):
        if style in (f"Heading {level}", f"标题 {level}"):
            return "#" * (level + 1) + " "
    return "# " if style == "Title" else ""


def _rows(table: Table) -> Iterator[str]:
    """Give the rows of a table, merged cells once, line ends inside a cell as blanks."""
    for row in table.rows:
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is last:
                continue
            last = cell._tc
            cells.append(_CELL_JOIN.join(cell.text.split("\n")).strip())
        yield "\t".join(cells)
