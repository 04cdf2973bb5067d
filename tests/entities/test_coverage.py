from dataclasses import replace

import pytest

from mapapp.contracts import DocumentCoverage
from mapapp.entities import best_review, document_coverage, reviewing_documents, reviews_year


def test_an_event_counts_in_each_of_its_zones(make_event, make_document):
    events = [make_event(zones=["青西", "示范区"], year=2023), make_event(year=2024, modality="planned")]
    rows = document_coverage(events, [make_document()])
    assert [(row.zone_id, row.year, row.reported, row.planned) for row in rows] == [
        ("青西", 2023, 1, 0),
        ("示范区", 2023, 1, 0),
        ("", 2024, 0, 1),
    ]


def test_only_a_document_that_looks_back_on_the_year_reviews_it(make_event, make_document):
    documents = [
        replace(make_document(doc, year), reviewed_years=(year - 1, year - 1))
        for doc, year in (("A", 2021), ("B", 2023))
    ]
    events = [
        make_event(zones=["新城"], year=2020, doc="A"),
        make_event(zones=["新城"], year=2022, doc="B"),
        make_event(zones=["新城"], year=2019, doc="B"),
        make_event(zones=["青东"], year=2022, doc="B", modality="planned"),
    ]
    coverage = document_coverage(events, documents)
    assert [row.doc for row in reviewing_documents(["新城"], 2022, coverage)] == ["B"]
    assert reviewing_documents(["新城"], 2019, coverage) == ()
    assert reviewing_documents(["青东"], 2022, coverage) == ()
    assert [row.doc for row in reviewing_documents([], 2022, coverage)] == ["B"]


@pytest.mark.parametrize(
    ("kinds", "best"),
    [(["full", "press"], "full"), (["press", "abridged"], "abridged"), (["press"], "press"), ([], None)],
)
def test_the_best_review_is_the_most_complete(make_event, make_document, kinds, best):
    documents = [
        replace(make_document(f"D{n}", 2023), reviewed_years=(2022, 2022), coverage=DocumentCoverage(kind))
        for n, kind in enumerate(kinds)
    ]
    events = [make_event(zones=["新城"], year=2022, doc=document.id) for document in documents]
    assert best_review("新城", 2022, document_coverage(events, documents)) == best


def test_a_five_year_plan_reviews_five_years(make_document):
    plan = replace(make_document("P", 2021), reviewed_years=(2016, 2020))
    assert [year for year in range(2014, 2023) if reviews_year(plan, year)] == [2016, 2017, 2018, 2019, 2020]
