"""Small documents for the figure tests: one sentence, read as review or plan of a made-up district."""

from __future__ import annotations

from mapapp.contracts.records import Indicator
from mapapp.contracts.text import Document, Section, TextView
from mapapp.contracts.vocabulary import DocumentKind, SectionForm, SectionMode
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from mapapp.extraction.figures.indicators import find_indicators


def make_text_document(
    text: str,
    *,
    mode: SectionMode = SectionMode.REVIEW,
    years: tuple[int, int] | None = (2022, 2022),
    form: SectionForm = SectionForm.PROSE,
    zones: tuple[str, ...] = (),
) -> Document:
    """Make a work report of 2023 of 东湖区 with one section."""
    return Document(
        id="t",
        name="t.txt",
        title="测试",
        district="东湖区",
        kind=DocumentKind.WORK_REPORT,
        year=2023,
        issued="",
        sha256="",
        text=text,
        view=TextView(text, tuple(range(len(text)))),
        sections=(Section(0, len(text), (), mode, years, form, zones),),
        plans=(2023, 2023),
        reviews=2022,
    )


def figures_of(text: str, **options: object) -> tuple[Indicator, ...]:
    """Find the figures of a text read as one section."""
    return find_indicators(make_text_document(text, **options), load_figure_lexicon())  # type: ignore[arg-type]


def written(figure: Indicator) -> str:
    """Write a figure as name, bound, value, unit: 新增床位数>=120张."""
    if figure.value_low is not None and figure.value_high is not None:
        value = f"{figure.value_low:g}-{figure.value_high:g}"
    else:
        value = f"{figure.value:.12g}" if figure.value is not None else figure.value_text
    sign = "=" if str(figure.comparator) == "range" else str(figure.comparator)
    unit = "" if figure.value is None and figure.value_low is None else figure.unit or ""
    return f"{figure.name}{sign}{value}{unit}"


def said(text: str, **options: object) -> list[str]:
    """Write the figures of a text in order."""
    return [written(figure) for figure in figures_of(text, **options)]
