"""Zip files that are the same for the same content."""

import io
import zipfile

from mapapp.exports.archives import fixed_zip, zip_entries

ENTRIES = [("乙.txt", "乙".encode()), ("甲/𠮷.bin", b"\0\xff"), ("空", b"")]


def test_the_same_content_gives_the_same_bytes_in_the_order_given():
    assert fixed_zip(ENTRIES) == fixed_zip(iter(ENTRIES))
    assert fixed_zip(ENTRIES) != fixed_zip(ENTRIES[::-1])


def test_what_was_packed_comes_out():
    assert zip_entries(fixed_zip(ENTRIES)) == ENTRIES
    assert zip_entries(fixed_zip([])) == []


def test_no_clock_and_no_system_of_the_writer_is_in_it():
    with zipfile.ZipFile(io.BytesIO(fixed_zip(ENTRIES))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr >> 16) for info in archive.infolist()} == {(3, 0o644)}
