"""How a quote is shown, addressed and cited."""

from mapapp.ui.views.quotes import citation, passage_id
from tests.conftest import build_document


def test_a_passage_is_addressed_by_document_and_offsets():
    assert passage_id("004", 0, 5) == "read:004@0-5"


def test_a_citation_names_title_page_offsets_and_quote():
    text = "甲厂\n开工。乙路通车。"
    paged = build_document(text=text, page_starts=(0, 6))
    assert citation(paged, 0, 6) == "《文件900》，第1页，第0–6字：“甲厂开工。”"
    assert citation(paged, 6, 11) == "《文件900》，第2页，第6–11字：“乙路通车。”"
    assert citation(build_document(text=text), 6, 11) == "《文件900》，第6–11字：“乙路通车。”"
