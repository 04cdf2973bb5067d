"""What is no docx, or more than one, is refused before anything is unpacked."""

import io
import zipfile

import pytest

from mapapp import settings
from mapapp.documents.docx import archive as archives
from mapapp.documents.docx.archive import DocxArchive, Relation
from mapapp.errors import DocumentError
from tests.documents.docx.word import docx, p

MAIN = "word/document.xml"


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是有效的 docx"),
        (b"%PDF-1.7", "不是有效的 docx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "旧版 doc"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "已加密"),
        (docx(p("甲"))[:200], "不是有效的 docx"),
        (zipped(readme="甲"), "没有 Word 正文"),
    ],
)
def test_what_is_no_docx_is_told_by_its_kind(data, says):
    with pytest.raises(DocumentError, match=says):
        DocxArchive(data, name="甲.docx")


def test_an_archive_that_unpacks_to_far_more_than_it_is_is_refused(monkeypatch):
    monkeypatch.setattr(settings, "MAX_DOCUMENT_BYTES", 1_000)
    with pytest.raises(DocumentError, match="压缩炸弹"):
        DocxArchive(zipped(word__document_xml="<a/>", big="0" * 3_000_000), name="甲.docx")


def test_a_part_that_is_no_markup_is_said_to_be_broken():
    archive = DocxArchive(zipped(word__document_xml="<a><b></a>"), name="甲.docx")
    with pytest.raises(DocumentError, match="不是有效的 XML"):
        archive.tree(MAIN)
    with pytest.raises(DocumentError, match="无法解压"):
        archive.tree("word/styles.xml")


def test_tags_are_counted_over_all_parts(monkeypatch):
    monkeypatch.setattr(archives, "MOST_TAGS", 6)
    archive = DocxArchive(zipped(word__document_xml="<a><b/><b/></a>"), name="甲.docx")
    assert archive.tree(MAIN).tag == "a"
    with pytest.raises(DocumentError, match="标记超过上限"):
        archive.tree(MAIN)


def test_nothing_outside_the_file_is_read_through_an_entity():
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    archive = DocxArchive(zipped(word__document_xml=text), name="甲.docx")
    assert "".join(archive.tree(MAIN).itertext()).strip() in {"", "&x;"}


def test_relations_lead_to_parts_and_never_outside():
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/styles" Target="styles.xml"/>'
        '<Relationship Id="b" Type="http://x/header" Target="/word/header%201.xml"/>'
        '<Relationship Id="c" Type="http://x/hyperlink" Target="http://example.org" TargetMode="External"/>'
        "</Relationships>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(MAIN, "<a/>")
        archive.writestr("word/_rels/document.xml.rels", rels)
    found = DocxArchive(buffer.getvalue(), name="甲.docx").relations()
    assert found == {"a": Relation("styles", "word/styles.xml"), "b": Relation("header", "word/header 1.xml")}
