"""Sentences and what each must give, written by hand before they were read: `said/*.toml`.

`not_yet` of a file lists sentences that are read wrongly today: the day one is read rightly, it must leave the list.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mapapp.contracts.vocabulary import Polarity
from mapapp.documents import read_document
from mapapp.extraction import find_indicators, find_project_events, load_lexicon
from mapapp.extraction.figures.figure_lexicon import load_figure_lexicon
from tests.extraction.figures.figure_documents import make_text_document, written

SAID = Path(__file__).parent / "said"
POLARITY = tomllib.loads((SAID / "polarity.toml").read_text(encoding="utf-8"))
NUMBERS = tomllib.loads((SAID / "numbers.toml").read_text(encoding="utf-8"))
KINDS = {"happened", "planned", "not_reached", "moved", "cancelled", "variants", "not_yet"}
SIGNS = {Polarity.HAPPENED: "h", Polarity.PLANNED: "p", Polarity.NOT_REACHED: "n", Polarity.CANCELLED: "x"}
REPORT = "柏溪区2026年政府工作报告\n\n——2026年1月12日在柏溪区人民代表大会上\n\n一、2025年工作回顾\n\n{review}\n\n二、2026年主要任务\n\n{plan}\n"


def rows(tables: dict[str, list[list[str]]]) -> list[list[str]]:
    return [row for name, listed in tables.items() if name != "not_yet" for row in listed]


@pytest.mark.parametrize("row", rows(POLARITY), ids=lambda row: row[1])
def test_a_sentence_says_of_each_stage_what_a_reader_says(row: list[str], tmp_path: Path) -> None:
    part, sentence, *wanted = row
    texts = {"review": "其他工作照常。", "plan": "其他工作照常。", part: sentence}
    path = tmp_path / "bx.txt"
    path.write_text(REPORT.format(**texts), encoding="utf-8")
    found = [
        f"{event.name}|{event.stage.value}|{SIGNS[event.polarity]}|{event.year}"
        + (f"|{event.moved_to}" if event.moved_to else "")
        for event in find_project_events(read_document(path), load_lexicon())
    ]
    assert (sorted(found) == sorted(wanted)) == (sentence not in POLARITY["not_yet"]), found


@pytest.mark.parametrize("row", rows(NUMBERS), ids=lambda row: row[0])
def test_a_sentence_gives_the_figures_a_reader_finds(row: list[str], tmp_path: Path) -> None:
    sentence, *wanted = row
    path = tmp_path / "t.txt"
    path.write_text(sentence, encoding="utf-8")
    view = read_document(path).view.text.strip()  # digits of full width are folded on reading
    figures = find_indicators(make_text_document(view), load_figure_lexicon())
    found = [(figure.name, written(figure).removeprefix(figure.name)) for figure in figures]
    told = [tuple(line.split("|")) for line in wanted]
    right = len(found) == len(told) and all(
        word in name and value == other for (name, value), (word, other) in zip(found, told, strict=True)
    )
    assert right == (sentence not in NUMBERS["not_yet"]), found


def test_there_are_enough_of_each_kind() -> None:
    assert set(POLARITY) == KINDS
    assert len(rows(POLARITY)) >= 60
    assert len(rows(NUMBERS)) >= 60
