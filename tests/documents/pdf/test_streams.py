"""How much a PDF would unpack to, before anything unpacks it."""

import zlib

import pytest

from mapapp.documents.pdf import streams
from mapapp.documents.pdf.streams import check_streams
from mapapp.errors import DocumentError


def stream(content, dictionary=b"/Filter /FlateDecode"):
    packed = zlib.compress(content)
    return b"1 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (dictionary, len(packed), packed)


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch):
    monkeypatch.setattr(streams, "MOST_STREAM_BYTES", 2_000_000)
    monkeypatch.setattr(streams, "MOST_STREAMS_BYTES", 3_000_000)


def test_one_stream_that_is_no_page_is_refused():
    with pytest.raises(DocumentError, match="上限 2 MB"):
        check_streams(stream(b"0" * 3_500_000), name="甲.pdf")


def test_many_streams_that_are_too_much_together_are_refused():
    with pytest.raises(DocumentError, match="上限 3 MB"):
        check_streams(stream(b"0" * 1_500_000) * 3, name="甲.pdf")
    check_streams(stream(b"0" * 1_400_000) * 2, name="甲.pdf")


@pytest.mark.parametrize("dictionary", [b"/Subtype /Image /Filter /FlateDecode", b"/Filter /DCTDecode", b""])
def test_pictures_and_what_is_not_packed_are_not_unpacked(dictionary):
    check_streams(stream(b"0" * 9_000_000, dictionary), name="甲.pdf")


@pytest.mark.parametrize(
    "data", [b"", b"stream\n", b"endstream\n", b"1 0 obj << /FlateDecode >>\nstream\r\nnot packed at all"]
)
def test_a_broken_stream_is_left_to_the_reader(data):
    check_streams(data, name="甲.pdf")
