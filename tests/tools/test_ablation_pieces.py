"""Pieces of the reading can be switched off, and are back afterwards."""

from __future__ import annotations

import pytest

from benchmarks.ablation_pieces import NEEDED, SWITCHES, code_pieces, lexicon_pieces, whole
from mapapp.extraction import find_indicators, load_lexicon
from mapapp.extraction.lexicon_patterns import LEXICON_DIR
from tests.extraction.figures.figure_documents import make_text_document


def names(text: str, folder) -> list[str]:  # type: ignore[no-untyped-def]
    return [figure.name for figure in find_indicators(make_text_document(text), load_lexicon(folder))]


def test_every_piece_of_code_is_there_and_has_a_size() -> None:
    pieces = list(code_pieces())
    assert len(pieces) == len(SWITCHES)
    assert all(piece.lines > 1 for piece in pieces)


def test_a_piece_of_code_is_off_inside_and_on_again_outside() -> None:
    text = "东岛、西岛税收分别为3亿元、4亿元。"
    piece = next(piece for piece in code_pieces() if piece.name.endswith("ListNames.read"))
    with whole() as folder:
        assert names(text, folder) == ["东岛税收", "西岛税收"]
    with piece.off() as folder:
        assert names(text, folder) != ["东岛税收", "西岛税收"]
    assert names(text, LEXICON_DIR) == ["东岛税收", "西岛税收"]


@pytest.mark.parametrize(
    ("piece", "text"),
    [("units.toml: unit.area", "新增绿地12公顷。"), ("not_figures.toml: not.distance", "园区距车站8公里。")],
)
def test_an_entry_is_left_out_of_the_lexicon(piece: str, text: str) -> None:
    off = next(found for found in lexicon_pieces(each=False) if found.name == piece)
    before = names(text, LEXICON_DIR)
    with off.off() as folder:
        assert names(text, folder) != before
    assert names(text, LEXICON_DIR) == before


def test_word_lists_are_emptied_and_stay() -> None:
    off = next(found for found in lexicon_pieces(each=False) if found.name.startswith("words.toml"))
    with off.off() as folder:
        assert set(load_lexicon(folder).words) == set(load_lexicon().words)


def test_what_the_lexicon_cannot_be_without_stays() -> None:
    loaded = load_lexicon().figures
    rules = {unit.rule for unit in loaded.units.values()}
    assert {needed for needed in NEEDED if needed.startswith("unit.")} <= rules


@pytest.mark.parametrize("file", ["site_stages.toml", "modality.toml"])
def test_a_lexicon_without_any_one_group_still_loads(file: str) -> None:
    groups = [piece for piece in lexicon_pieces(each=False) if piece.name.startswith(f"{file}: ")]
    assert groups
    for group in groups:
        with group.off() as folder:
            assert load_lexicon(folder).stages
