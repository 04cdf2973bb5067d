"""Documents of a manifest: which of them told nothing."""

from __future__ import annotations

from mapapp.contracts import Severity
from mapapp.reading.document_readings import DOCUMENT_SILENT, silent_documents


def test_a_document_that_told_nothing_is_named_once(make_document, make_event, make_indicator):
    documents = [make_document(doc, text=f"文件{doc}。") for doc in ("甲", "乙", "丙")]
    found = list(silent_documents(documents, [make_event(doc="甲")], [make_indicator(doc="丙")]))
    assert [(problem.code, problem.doc, problem.severity) for problem in found] == [
        (DOCUMENT_SILENT, "乙", Severity.WARNING)
    ]
    assert "4 字" in found[0].message


def test_nothing_is_said_where_each_told_something(make_document, make_event):
    assert not list(silent_documents([make_document("甲")], [make_event(doc="甲")], []))
