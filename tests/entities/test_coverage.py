from mapapp.entities import covering_documents, document_coverage


def test_an_event_counts_in_each_of_its_zones(make_event, make_document):
    events = [make_event(zones=["青西", "示范区"], year=2023), make_event(year=2024, modality="planned")]
    rows = document_coverage(events, [make_document()])
    assert [(row.zone_id, row.year, row.reported, row.planned) for row in rows] == [
        ("青西", 2023, 1, 0),
        ("示范区", 2023, 1, 0),
        ("", 2024, 0, 1),
    ]


def test_only_a_later_review_of_that_year_or_the_next_covers(make_event, make_document):
    documents = [make_document("A", 2021), make_document("B", 2023), make_document("C", 2026), make_document("D", 2026)]
    events = [
        make_event(zones=["新城"], year=2020, doc="A"),
        make_event(zones=["新城"], year=2022, doc="B"),
        make_event(zones=["新城"], year=2025, doc="C"),
        make_event(zones=["新城"], year=2026, doc="D", modality="planned"),
    ]
    coverage = document_coverage(events, documents)
    assert covering_documents(["新城"], 2021, 2021, coverage, documents) == ("B",)
    assert covering_documents(["新城"], 2025, 2021, coverage, documents) == ("C",)
    assert covering_documents(["青东"], 2025, 2021, coverage, documents) == ()
