"""A workbook that was built to harm, or broke on its way, is answered with one sentence, soon, whatever is wrong with it."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from mapapp.errors import ExportError
from mapapp.exports import read_answers
from tests.exports.test_worklist_book import WHOLE, filled

# Processor seconds; each is refused in a fraction of one.
SOON_S = 4.0


def changed(part: str, change) -> bytes:
    """Return a filled list of ours with one part of its archive changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled(WHOLE))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            new.writestr(info.filename, change(text.decode()) if info.filename == part else text)
    return buffer.getvalue()


def entities(levels: int) -> str:
    """Return a document type whose last entity is ten to so many levels long."""
    names = "abcdefghijklmnop"
    chain = "".join(f'<!ENTITY {names[at + 1]} "{f"&{names[at]};" * 10}">' for at in range(levels))
    return f'<!DOCTYPE x [<!ENTITY a "甲甲甲甲甲甲甲甲">{chain}]>'


def behind(doctype: str, word: str):
    """Return a change that puts a document type before a part and an entity into its first text."""
    return lambda xml: doctype + xml.replace("<t>", f"<t>{word}", 1)


SHEET = "xl/worksheets/sheet2.xml"
HOSTILE = {
    "entities of entities": (SHEET, behind(entities(12), "&m;")),
    "one long entity many times": (SHEET, behind(f'<!DOCTYPE x [<!ENTITY a "{"甲" * 50_000}">]>', "&a;" * 20_000)),
    "an entity that holds itself": (SHEET, behind('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;")),
    "an entity from a file": (SHEET, behind('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;")),
    "an archive bomb": (SHEET, lambda _: " " * 100_000_000),
    "two million rows": (SHEET, lambda xml: xml.replace("</sheetData>", "<row/>" * 2_000_000 + "</sheetData>")),
    "half a part": (SHEET, lambda xml: xml[: len(xml) // 2]),
    "a row that is no number": (SHEET, lambda xml: xml.replace('<row r="2"', '<row r="zwei"')),
    "a text that is not there": (SHEET, lambda xml: xml.replace("</row>", '<c r="Z1" t="s"><v>9</v></c></row>', 1)),
    "no workbook": ("xl/workbook.xml", lambda _: "<x/>"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_one_sentence(kind):
    content = changed(*HOSTILE[kind])
    begun = time.process_time()
    with pytest.raises(ExportError, match="；请") as refused:
        read_answers(content)
    assert "\n" not in str(refused.value)
    assert time.process_time() - begun < SOON_S


def test_an_archive_whose_directory_lies_about_sizes_is_one_sentence():
    data = bytearray(changed(SHEET, lambda _: " " * 70_000_000))
    at = data.rfind(SHEET.encode()) - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ExportError, match="；请"):
        read_answers(bytes(data))


def test_cells_far_to_the_right_and_far_below_cost_nothing():
    far = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in (*range(3, 3_000), 1_048_576))
    content = changed(SHEET, lambda xml: xml.replace("</sheetData>", far + "</sheetData>"))
    begun = time.process_time()
    (answer,), complaints = read_answers(content)
    assert (answer.year, complaints) == (2024, ())
    assert time.process_time() - begun < SOON_S
