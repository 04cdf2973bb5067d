"""Whether a figure is aimed at, reached or expected: its words, then its part of the report, then the document."""

from __future__ import annotations

import pytest

from mapapp.contracts.vocabulary import SectionMode, ValueKind
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.periods import PeriodReader
from mapapp.extraction.figures.value_kinds import KindReader
from tests.extraction.figures.figure_documents import make_text_document

LEXICON = load_figure_lexicon()


def kind(clause: str, mode: SectionMode, period: str = "", before: str = "") -> ValueKind:
    """Return the kind of a figure in a clause of a part of a report of 2022 and 2023."""
    years = {SectionMode.REVIEW: (2022, 2022), SectionMode.PLAN: (2023, 2023)}.get(mode)
    document = make_text_document(before + clause, mode=mode, years=years)
    reader = KindReader(document, PeriodReader(document, LEXICON), LEXICON)
    return reader.kind(clause, before, document.sections[0], period=period)


@pytest.mark.parametrize(
    ("clause", "mode", "period", "expected"),
    [
        ("产值达到310亿元", SectionMode.REVIEW, "2022", ValueKind.ACTUAL),
        ("预计产值310亿元", SectionMode.REVIEW, "2022", ValueKind.FORECAST),
        ("产值310亿元", SectionMode.REVIEW, "2025", ValueKind.TARGET),  # a year the review cannot know
        ("产值增长6%左右", SectionMode.PLAN, "2023", ValueKind.TARGET),
        ("较上年增长了6%", SectionMode.PLAN, "2023", ValueKind.ACTUAL),
        ("去年产值310亿元", SectionMode.PLAN, "", ValueKind.ACTUAL),
        ("产值310亿元", SectionMode.PLAN, "2021", ValueKind.ACTUAL),  # a year gone by
        ("产值310亿元", SectionMode.PLAN, "2023-01/05", ValueKind.ACTUAL),  # months counted out
        ("预计产值310亿元", SectionMode.UNKNOWN, "", ValueKind.FORECAST),
        ("力争产值310亿元", SectionMode.UNKNOWN, "", ValueKind.TARGET),
    ],
)
def test_kind(clause, mode, period, expected):
    assert kind(clause, mode, period) is expected


def test_only_the_words_of_the_same_statement_count():
    assert kind("产值310亿元", SectionMode.REVIEW, "2022", before="预计税收20亿元；") is ValueKind.ACTUAL
