"""Every lexicon entry about figures catches its sentence and leaves the other alone."""

from __future__ import annotations

import pytest

from mapapp.errors import RegistryError
from mapapp.extraction.figures.figure_lexicon import FigureWord, load_figure_lexicon
from tests.extraction.figures.figure_documents import said

LEXICON = load_figure_lexicon()


@pytest.mark.parametrize("entry", LEXICON.examples, ids=lambda entry: entry.rule)
def test_entry_catches_its_sentence(entry: FigureWord) -> None:
    assert said(entry.catches) == list(entry.gives)


@pytest.mark.parametrize("entry", LEXICON.examples, ids=lambda entry: entry.rule)
def test_entry_leaves_the_other_sentence(entry: FigureWord) -> None:
    assert said(entry.leaves) == list(entry.leaves_gives)


def test_ids_are_unique() -> None:
    rules = [entry.rule for entry in LEXICON.examples]
    assert len(rules) == len(set(rules))


def test_forms_are_tried_longest_first() -> None:
    forms = LEXICON.forms("link")
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)


def test_broken_lexicon_names_file_and_entry(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "units.toml").write_text('[[unit]]\nid = "unit.x"\nforms = ["个"]\n', encoding="utf-8")
    (tmp_path / "indicators.toml").write_text("", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"units\.toml：条目 unit\.x 缺少 meaning"):
        load_figure_lexicon(tmp_path)
