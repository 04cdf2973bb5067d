"""Word files: the text Word prints with all changes accepted, its tables, and what was not read."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from mapapp.documents.docx.archive import DocxArchive
from mapapp.documents.docx.blocks import BodyReader
from mapapp.documents.docx.findings import find_problems
from mapapp.documents.docx.markup import child, name_of, value_of
from mapapp.documents.docx.numbering import Numbering
from mapapp.documents.docx.runs import RunReader
from mapapp.documents.docx.styles import Styles
from mapapp.documents.file_bytes import NOT_RECOGNISED
from mapapp.documents.file_text import FileText
from mapapp.errors import DocumentError


def read_docx(data: bytes, *, name: str, on_block: Callable[[int, int], None] | None = None) -> FileText:
    """Return the text of a docx: a paragraph a line, table cells parted by tabs, headings marked with #.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        Its name, for messages.
    on_block
        Called with the paragraphs and tables of the body done and all of them.

    Raises
    ------
    DocumentError
        For files that are encrypted, no docx, damaged, or would unpack to too much; the archive's directory is looked
        at before anything is unpacked.
    """
    archive = DocxArchive(data, name=name)
    tree = archive.tree(archive.main)
    body = child(tree, "body")
    if body is None:
        raise DocumentError(f"{name}：docx 内部损坏（没有正文）；请用 Word 打开后另存")
    parts = {relation.kind: relation.part for relation in archive.relations().values()}
    runs = RunReader(Styles(_optional(archive, parts.get("styles"))))
    reader = BodyReader(
        runs,
        Numbering(_optional(archive, parts.get("numbering"))),
        notes={
            **_notes(_optional(archive, parts.get("footnotes")), "footnote"),
            **_notes(_optional(archive, parts.get("endnotes")), "endnote"),
        },
        headers={
            identity: archive.tree(relation.part)
            for identity, relation in archive.relations().items()
            if relation.kind in {"header", "footer"} and relation.part in archive.parts
        },
    )
    reader.read(body, on_block=on_block)
    text = reader.writer.text
    problems = find_problems(tree, archive.parts, runs.unread, name=name)
    if not text.strip():
        raise DocumentError(f"{name}：docx 里没有文字（可能只有图片），{NOT_RECOGNISED}")
    return FileText(text, tables=tuple(reader.writer.tables), problems=problems)


def _optional(archive: DocxArchive, part: str | None) -> etree._Element | None:
    """Return the markup of a part that a document may lack."""
    return archive.tree(part) if part in archive.parts and part is not None else None


def _notes(tree: etree._Element | None, kind: str) -> dict[tuple[str, str], etree._Element]:
    """Return foot- or endnotes by kind and id, without the lines that part them from the text."""
    return {
        (kind, value_of(item, "id") or ""): item
        for item in (tree if tree is not None else ())
        if name_of(item) == kind and value_of(item, "type") in {None, "normal"}
    }
