"""A document is added with its file, or refused with the field that is wrong."""

from __future__ import annotations

import pytest

from mapapp.store import StoreError, document_draft, document_subject
from mapapp.store.files import digest_of

FACTS = {"file": "报告.docx", "title": "甲区报告", "kind": "work_report", "year": 2026, "reviews": None}


def test_the_same_content_under_another_name_is_the_same_document(store, wang):
    first = store.journal.append(document_draft(b"content", FACTS, wang), 0, files=(b"content",))
    again = store.journal.append(
        document_draft(b"content", FACTS | {"file": "副本.docx"}, wang), 1, files=(b"content",)
    )
    assert first.subject == again.subject == document_subject(digest_of(b"content"))
    assert again.old == FACTS
    assert len(store.files.sizes()) == 1


def test_facts_that_no_manifest_could_hold_are_refused_by_field(wang):
    for change, told in (
        ({"title": " "}, "没有题目"),
        ({"kind": "poem"}, "poem"),
        ({"kind": None}, "None"),
        ({"year": "2026"}, "year 应是年份"),
        ({"year": True}, "year 应是年份"),
        ({"reviews": [2026, 2021]}, "reviews 应是"),
        ({"coverage": "half"}, "half"),
        ({"title": 7}, "title 应是文字"),
        ({"sha256": "0"}, "sha256"),
        ({"../x": "y"}, r"\.\./x"),
    ):
        with pytest.raises(StoreError, match=told):
            document_draft(b"content", FACTS | change, wang)
