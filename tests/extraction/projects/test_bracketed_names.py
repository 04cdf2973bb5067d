"""The names a bracket gives for a number of things."""

from __future__ import annotations

from dataclasses import replace

from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.bracketed_names import bracketed_claims
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.text.brackets import mask_brackets

WORDS = "完成2个菜场改造（松河菜场、云栖菜场）"


def counted():
    claims = read_claims(WORDS, mask_brackets(WORDS), 0, load_lexicon())
    return next(claim for claim in claims if claim.name.counted)


def test_each_name_of_the_bracket_is_told_what_was_told_of_the_number():
    found = bracketed_claims(WORDS, [counted()], len(WORDS), load_lexicon())
    assert [claim.name.text for claim in found] == ["松河菜场", "云栖菜场"]
    assert {claim.reading.stage for claim in found} == {counted().reading.stage}
    assert all(WORDS[claim.start : claim.end].endswith("）") for claim in found)


def test_a_bracket_behind_a_name_gives_none():
    named = replace(counted(), name=replace(counted().name, counted=False))
    assert bracketed_claims(WORDS, [named], len(WORDS), load_lexicon()) == []
