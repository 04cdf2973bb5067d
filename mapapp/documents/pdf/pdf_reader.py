"""PDF files: the text layer page by page, its tables, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pypdfium2

from mapapp.contracts.problems import Problem
from mapapp.contracts.vocabulary import Severity
from mapapp.documents.file_bytes import HOW_TO_RECOGNISE, NOT_RECOGNISED
from mapapp.documents.file_text import FileText
from mapapp.documents.pdf.page_text import PageText, write_page
from mapapp.documents.pdf.recognition import ScanReader, is_picture, listed
from mapapp.documents.pdf.rules import MOST_SEGMENTS, MOST_SEGMENTS_IN_ALL, Rules, read_rules
from mapapp.documents.pdf.streams import check_streams
from mapapp.documents.tables.raw import RawTable
from mapapp.errors import DocumentError

_MAGIC: Final = b"%PDF"
_MAGIC_WITHIN: Final = 1024
MOST_PAGES: Final = 1_500
# Fewer characters a page than this, on average, is a scan with at best a stamp of text.
_FEWEST_CHARS_A_PAGE: Final = 15
# A text layer without a map to Unicode comes out as private-use or replacement characters.
_MOST_UNKNOWN: Final = 0.3
_PASSWORD_WORDS: Final = ("password", "PASSWORD", "encrypt", "security")
Progress = Callable[[int, int], None]


def read_pdf(data: bytes, *, name: str, on_page: Progress | None = None, scans: ScanReader | None = None) -> FileText:
    """Return the text of a PDF with its pages and tables.

    Lines are as printed (the reading view joins them); cells of ruled tables are parted by tabs.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        Its name, for messages.
    on_page
        Called after each page with the pages done and all pages.
    scans
        Recognises pages without text.

    Raises
    ------
    DocumentError
        For files that are no PDF, encrypted, damaged, too long, or scanned without a text layer.
    """
    if _MAGIC not in data[:_MAGIC_WITHIN]:
        raise DocumentError(f"{name}：不是 PDF 文件（扩展名不符或文件损坏）；请检查文件")
    check_streams(data, name=name)
    document = _open(data, name)
    try:
        pages = _Pages(name, scans)
        count = len(document)
        if count > MOST_PAGES:
            raise DocumentError(f"{name}：PDF 有 {count} 页，超过上限 {MOST_PAGES} 页；请拆分后再读")
        for number in range(count):
            pages.read(document, number)
            if on_page is not None:
                on_page(number + 1, count)
    finally:
        document.close()
    return pages.result()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Open a PDF, telling an encrypted one from a damaged one."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if any(word in str(error) for word in _PASSWORD_WORDS):
            raise DocumentError(f"{name}：PDF 已加密；请去掉密码后再读") from error
        raise DocumentError(f"{name}：PDF 损坏或不完整，无法打开；请重新获取文件") from error


class _Pages:
    """The pages read so far."""

    def __init__(self, name: str, scans: ScanReader | None) -> None:
        self._name = name
        self._scans = scans
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._tables: list[RawTable] = []
        self._length = 0
        self._broken: list[int] = []
        self._wordless: list[int] = []
        self._crowded: list[int] = []
        self._segments_left = MOST_SEGMENTS_IN_ALL

    def read(self, document: pypdfium2.PdfDocument, number: int) -> None:
        """Read one page (from 0); a broken one is empty and told."""
        written = PageText(number + 1, self._length)
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            self._broken.append(number + 1)
        else:
            try:
                most = min(MOST_SEGMENTS, self._segments_left)
                rules = read_rules(page, most_segments=most) if textpage.count_chars() else Rules([], [])
                self._segments_left -= min(most, rules.segments)
                if rules.overflow:
                    self._crowded.append(number + 1)
                write_page(page, textpage, rules, written)
                if self._scans is not None and is_picture(page, written.text):
                    written = self._scans.read(page, number + 1, self._length) or written
            except pypdfium2.PdfiumError:
                self._broken.append(number + 1)
            finally:
                textpage.close()
                page.close()
        text = written.text or "\n"
        if not text.strip() and number + 1 not in self._broken:
            self._wordless.append(number + 1)
        self._starts.append(self._length)
        self._parts.append(text)
        self._tables.extend(written.tables)
        self._length += len(text)

    def result(self) -> FileText:
        """Return everything read, or raise DocumentError when there is no text to speak of."""
        text = "".join(self._parts)
        words = "".join(text.split())
        if self._broken and len(self._broken) == len(self._parts):
            raise DocumentError(f"{self._name}：PDF 的页面全部损坏，无法读取；请重新获取文件")
        recognised = tuple(self._scans.lines) if self._scans else ()
        if len(words) < _FEWEST_CHARS_A_PAGE * max(1, len(self._parts)) and not recognised:
            raise DocumentError(f"{self._name}：PDF 没有文字层（多半是扫描件），{self._way_out}")
        unknown = sum("\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in words)
        if unknown > _MOST_UNKNOWN * len(words):
            raise DocumentError(f"{self._name}：PDF 的文字层是乱码（字体没有编码表），{NOT_RECOGNISED}")
        problems = [*self._problems(), *(self._scans.problems(self._name) if self._scans else ())]
        return FileText(text, tuple(self._starts), tuple(self._tables), tuple(problems), recognised)

    @property
    def _way_out(self) -> str:
        """Return what to do about pages without text."""
        if self._scans is None:
            return NOT_RECOGNISED + HOW_TO_RECOGNISE
        return "识别也没有读出文字；请换清楚的扫描件或带文字的文件"

    def _problems(self) -> list[Problem]:
        """Return what a person should know of single pages."""
        left_out = self._scans.left_out if self._scans else ()
        told = (
            (self._broken, "pages-broken", "损坏，没有读", "请重新获取文件"),
            (
                [page for page in self._wordless if page not in left_out],
                "pages-without-text",
                "没有文字层（空白或扫描）",
                f"如是扫描页：{self._way_out}",
            ),
            (
                self._crowded,
                "pages-crowded",
                f"线条过多（一页超过 {MOST_SEGMENTS} 段或全文超过 {MOST_SEGMENTS_IN_ALL} 段），其中的表格没有按行列读",
                "如含表格，请提供 docx 或重新导出",
            ),
        )
        return [
            Problem(code, Severity.WARNING, self._name, f"{listed(pages)}{what}", remedy)
            for pages, code, what, remedy in told
            if pages
        ]
