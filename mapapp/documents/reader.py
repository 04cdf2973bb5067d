"""The door of the room: a file in, a Document out."""

from __future__ import annotations

import hashlib
import logging
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pypdfium2
from lxml import etree

from mapapp.contracts.text import Document, Section, TextView, TimeFrame
from mapapp.documents.completeness import propose_coverage, propose_reviewed_years
from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.docx import read_docx
from mapapp.documents.encoding import decode_bytes
from mapapp.documents.file_bytes import read_bytes
from mapapp.documents.file_text import FileText
from mapapp.documents.front_matter import FrontMatter, read_front_matter
from mapapp.documents.limits import DEFAULT_LIMITS, ReadingLimits
from mapapp.documents.pdf import read_pdf
from mapapp.documents.pdf.recognition import ScanReader
from mapapp.documents.reading_view import lay_out
from mapapp.documents.sections import find_sections
from mapapp.documents.tables import build_tables
from mapapp.documents.time.corrections import correct_frame, correct_sections
from mapapp.documents.time.document_dates import document_times, read_dates
from mapapp.documents.time.frame import build_frame
from mapapp.errors import DocumentError

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
# What libraries raise when a file is not what it says; anything else is our own fault and deserves its traceback.
_PARSER_FAULTS: Final = (
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
    pypdfium2.PdfiumError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_document(
    path: Path,
    facts: DocumentFacts | None = None,
    *,
    limits: ReadingLimits = DEFAULT_LIMITS,
    on_progress: Progress | None = None,
    scans: ScanReader | None = None,
) -> Document:
    """Return one file as a Document, read in this process; `read_document_safely` is for files of strangers.

    Parameters
    ----------
    path
        A txt, md, docx or pdf file.
    facts
        Its manifest row: what stands there holds. Without one the id is the file's stem, and title, district, kind and
        year are read from the text.
    limits
        Sizes that are refused; time and memory are not watched here.
    on_progress
        Called with the parts of the file done and all of them.
    scans
        Recognises pages of a pdf that have no text; without it they are told.

    Raises
    ------
    DocumentError
        With one Chinese line: file, fault, remedy.
    """
    data = read_bytes(path, limits)
    read = _stored_text(path, data, on_progress, scans)
    text = read.text
    if len(text) > limits.text_chars:
        most = f"{limits.text_chars / 10_000:.0f} 万字"
        raise DocumentError(f"{path.name}：文字有 {len(text) / 10_000:.0f} 万字，超过上限 {most}；请拆分后再读")
    if not text.strip():
        raise DocumentError(f"{path.name}：文件里没有文字；请检查是否下载或复制完整")
    view, blocks = lay_out(text)
    about = _about(facts, view.text) if facts else read_front_matter(view.text, stem=path.stem)
    identity = facts.id if facts else path.stem
    times = document_times(about.kind, about.reviews, about.plans, about.dates)
    tables = build_tables(text, view, blocks, read.tables, read.page_starts)
    bands = frozenset(row.band.view_spans[0][0] for table in tables for row in table.body if row.band is not None)
    sections = correct_sections(find_sections(view, blocks, times, bands=bands), facts.parts if facts else ())
    return Document(
        id=identity,
        name=path.name,
        title=about.title,
        district=about.district,
        kind=about.kind,
        year=about.year,
        issued=about.issued,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        view=view,
        sections=sections,
        short_title=facts.short_title if facts else about.title,
        plans=about.plans,
        reviews=about.reviews,
        page_starts=read.page_starts,
        tables=tables,
        coverage=(facts and facts.coverage) or propose_coverage(about.title, view.text, about.kind),
        reviewed_years=(facts and facts.reviewed_years)
        or propose_reviewed_years(sections, about.kind, about.plans, about.reviews),
        time=_time_frame(view, sections, about, facts),
        problems=tuple(replace(problem, doc=identity) for problem in read.problems),
        recognised=read.recognised,
    )


def _time_frame(
    view: TextView, sections: tuple[Section, ...], about: FrontMatter, facts: DocumentFacts | None
) -> TimeFrame:
    """Return the time frame the text tells, with what the manifest says instead."""
    frame = build_frame(view, sections, about.dates)
    if facts is None:
        return frame
    return correct_frame(frame, issued=facts.issued, reviews=facts.reviewed_years, plans=facts.plans, parts=facts.parts)


def _stored_text(path: Path, data: bytes, on_progress: Progress | None, scans: ScanReader | None) -> FileText:
    """Return the stored text of a file, with its pages and tables.

    What a parser stumbles over in a malformed file is the file's fault.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".docx":
            return read_docx(data, name=path.name, on_block=on_progress)
        if suffix == ".pdf":
            return read_pdf(data, name=path.name, on_page=on_progress, scans=scans)
    except _PARSER_FAULTS as error:
        log.debug("documents: %s", path.name, exc_info=error)
        kind = type(error).__name__
        raise DocumentError(f"{path.name}：文件内部损坏（{kind}），无法读取；请重新导出或另存后再读") from error
    return FileText(decode_bytes(data, name=path.name)[0])


def _about(facts: DocumentFacts, view_text: str) -> FrontMatter:
    """Take what the manifest says instead of reading it from the text."""
    return FrontMatter(
        title=facts.title,
        district=facts.district,
        kind=facts.kind,
        year=facts.year,
        issued=facts.issued,
        plans=facts.plans,
        reviews=facts.reviews,
        dates=read_dates(view_text, facts.title),
    )
