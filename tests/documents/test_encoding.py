import pytest

from mapapp.documents.encoding import decode_bytes
from mapapp.errors import DocumentError

TEXT = "云溪区二〇二四年政府工作报告：加快建设东湖隧道，发展文化产业。\r\n第二行。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_recognised_and_line_ends_kept(encoding):
    assert decode_bytes(TEXT.encode(encoding), name="a.txt")[0] == TEXT


def test_big5_is_recognised():
    text = "加快發展文化產業，推進國家重點項目建設，實施城市更新體系工作。" * 3
    assert decode_bytes(text.encode("big5"), name="a.txt") == (text, "big5")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"\n \n", "空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04abc", "docx"),
        (bytes(range(256)) * 8, "a.txt"),
    ],
)
def test_what_is_not_text_is_refused_with_the_reason(data, words):
    with pytest.raises(DocumentError, match=words):
        decode_bytes(data, name="a.txt")
