"""The door of the room: a file in, a Document out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from mapapp import settings
from mapapp.contracts.text import Document
from mapapp.documents.completeness import propose_coverage, propose_reviewed_years
from mapapp.documents.document_facts import DocumentFacts
from mapapp.documents.docx import read_docx
from mapapp.documents.encoding import decode_bytes
from mapapp.documents.file_text import FileText
from mapapp.documents.front_matter import About, read_about
from mapapp.documents.pdf import read_pdf
from mapapp.documents.reading_view import lay_out
from mapapp.documents.sections import Times, find_sections
from mapapp.documents.tables import build_tables
from mapapp.errors import DocumentError

SUFFIXES: Final = (".txt", ".md", ".docx", ".pdf")


def read_document(path: Path, facts: DocumentFacts | None = None) -> Document:
    """Read one file into a Document.

    With a manifest row its facts hold; without one the id is the file's stem and title, district, kind and year are
    read from the text. Raises DocumentError with one Chinese line: file, fault, remedy.
    """
    data = _read_bytes(path)
    read = _stored_text(path, data)
    text = read.text
    if not text.strip():
        raise DocumentError(f"{path.name}：文件里没有文字；请检查是否下载或复制完整")
    view, blocks = lay_out(text)
    about = _about(facts) if facts else read_about(view.text, stem=path.stem)
    identity = facts.id if facts else path.stem
    sections = find_sections(view, blocks, Times(about.kind, about.reviews, about.plans))
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
        tables=build_tables(text, view, blocks, read.tables, read.page_starts),
        coverage=(facts and facts.coverage) or propose_coverage(about.title, view.text, about.kind),
        reviewed_years=(facts and facts.reviewed_years)
        or propose_reviewed_years(sections, about.kind, about.plans, about.reviews),
        problems=tuple(replace(problem, doc=identity) for problem in read.problems),
    )


def _read_bytes(path: Path) -> bytes:
    """Read a file's bytes after looking at its size."""
    if not path.is_file():
        raise DocumentError(f"{path.name}：找不到文件；请检查路径")
    size = path.stat().st_size
    if size > settings.MAX_DOCUMENT_BYTES:
        limit = settings.MAX_DOCUMENT_BYTES // 1_000_000
        raise DocumentError(f"{path.name}：文件有 {size / 1e6:.0f} MB，超过上限 {limit} MB；请拆分后再读")
    if path.suffix.lower() not in SUFFIXES:
        raise DocumentError(f"{path.name}：不支持 {path.suffix or '无扩展名'} 文件；请提供 txt、docx 或 pdf")
    return path.read_bytes()


def _stored_text(path: Path, data: bytes) -> FileText:
    """Give the stored text of a file, with its pages and tables."""
    suffix = path.suffix.lower()
    if not data:
        raise DocumentError(f"{path.name}：文件是空的；请检查是否下载或复制完整")
    if suffix == ".docx":
        return read_docx(data, name=path.name)
    if suffix == ".pdf":
        return read_pdf(data, name=path.name)
    return FileText(decode_bytes(data, name=path.name)[0])


def _about(facts: DocumentFacts) -> About:
    """Take what the manifest says instead of reading it from the text."""
    return About(
        title=facts.title,
        district=facts.district,
        kind=facts.kind,
        year=facts.year,
        issued=facts.issued,
        plans=facts.plans,
        reviews=facts.reviews,
    )
