import io

import pytest

from mapapp.documents import read_document
from mapapp.documents.pdf import read_pdf
from mapapp.errors import DocumentError


def make_pdf(pages, *, table=None, password=None):
    """Write a small PDF by hand: Latin text at the left margin, optionally ruled cells, optionally encrypted."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        commands = [f"BT /F1 12 Tf 72 {760 - 16 * n} Td ({line}) Tj ET" for n, line in enumerate(lines)]
        if table:
            rows, top, height, width = len(table), 600, 20, 150
            right = 72 + width * len(table[0])
            levels = [top - row * height for row in range(rows + 1)]
            commands += [f"72 {level} m {right} {level} l S" for level in levels]
            uprights = [72 + column * width for column in range(len(table[0]) + 1)]
            commands += [f"{x} {top} m {x} {levels[-1]} l S" for x in uprights]
            for row, cells in enumerate(table):
                for column, words in enumerate(cells):
                    x, y = 76 + column * width, top - row * height - 14
                    commands.append(f"BT /F1 12 Tf {x} {y} Td ({words}) Tj ET")
        stream = "\n".join(commands)
        number = len(objects) + 1
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{number + 1} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
    xref = out.tell()
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    encrypt = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >> /ID [<00> <00>]"
        if password
        else ""
    )
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{xref}\n%%EOF\n".encode())
    return out.getvalue()


def test_pages_follow_one_another_and_are_known_by_offset(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([["Bridge A opened to traffic in May."], ["School B was topped out in June."]]))
    document = read_document(path)
    assert "Bridge A" in document.text
    assert document.page_of(document.text.index("Bridge A")) == 1
    assert document.page_of(document.text.index("School B")) == 2


def test_ruled_tables_become_rows_parted_by_tabs():
    found = read_pdf(
        make_pdf([["Progress of the year is shown below."]], table=[["Name", "Stage"], ["Bridge", "opened"]]),
        name="a.pdf",
    )
    lines = found.text.split("\n")
    assert lines.index("Name\tStage") + 1 == lines.index("Bridge\topened")
    assert lines[0] == "Progress of the year is shown below."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a pdf", "不是 PDF"),
        (b"%PDF-1.4\nbroken", "损坏"),
        (make_pdf([[]]), "扫描件"),
        (make_pdf([["secret words that nobody may read"]], password="x"), "加密"),
    ],
)
def test_what_is_no_readable_pdf_is_refused_with_the_reason(data, words):
    with pytest.raises(DocumentError, match=words):
        read_pdf(data, name="a.pdf")


def test_pages_without_text_among_others_are_told(tmp_path):
    words = "Bridge A was opened to traffic in May and School B was topped out in June of the same year."
    found = read_pdf(make_pdf([[words], [], [words], []]), name="a.pdf")
    assert [(problem.code, problem.message) for problem in found.problems] == [
        ("pages-without-text", "第 2、4 页没有文字层（空白或扫描）")
    ]


def test_progress_is_told_page_by_page():
    told = []
    read_pdf(make_pdf([["Enough words for a page of text."]] * 3), name="a.pdf", on_page=lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]
