"""Definitions: a glossary that says which projects a campaign named earlier is made of."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Final

from mapapp.contracts.vocabulary import SectionForm
from mapapp.extraction.lexicon_patterns import name_pattern
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.name_candidates import Name
from mapapp.extraction.projects.name_parts import head_of
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.stage_words import combine, find_triggers
from mapapp.extraction.text.clauses import clause_bounds
from mapapp.extraction.text.sentences import Sentence

_TERM: Final = re.compile(
    r"^\s*(?:[［\[【]?\d{1,3}[】\]］]?[.、．]?\s*)?(“?[^。：，]{2,24}?”?[^。：，]{0,12})[。：]?\s*$"
)
_OPENING: Final = name_pattern("glossary.opening")
_UNDERTAKING: Final = name_pattern("glossary.undertaking")
_FEWEST_ITEMS: Final = 2


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the sentence that lists what it is made of."""

    term: str
    sentence: Sentence


def read_definitions(sentences: list[Sentence]) -> list[Definition]:
    """Find the glossary entries that define an undertaking by a list: X工程。指甲，乙，丙.

    Only terms that are works themselves count; a glossary of policies names no projects.
    """
    found = []
    for term_sentence, listing in itertools.pairwise(sentences):
        if term_sentence.section.form is not SectionForm.GLOSSARY or term_sentence.paragraph != listing.paragraph:
            continue
        match = _TERM.match(term_sentence.text)
        if match and _UNDERTAKING.search(match.group(1)) and _OPENING.match(listing.text):
            found.append(Definition(re.sub(r"[“”]", "", match.group(1)), listing))
    return found


def define_claims(
    definition: Definition, sentences: list[Sentence], lexicon: Lexicon
) -> tuple[list[Claim], Sentence] | None:
    """Return a claim for each item of a definition, and the sentence of the text that names the defined term.

    Stage and time come from that sentence; None if the text never uses the term or says nothing of its stage.
    """
    for sentence in sentences:
        at = re.sub(r"[“”]", "", sentence.text).find(definition.term)
        if sentence.section.form is SectionForm.GLOSSARY or at < 0:
            continue
        bounds = next((b for b in clause_bounds(sentence.masked) if b[0] <= at < b[1]), None)
        if bounds is None:
            continue
        reading = combine(tuple(trigger.rule for trigger in find_triggers(sentence.masked[slice(*bounds)], lexicon)))
        if reading is None:
            continue
        claims = [
            Claim(name, reading, name.start, name.end, "", closing=False, clause=(name.start, name.end))
            for name in _items(definition.sentence, lexicon)
        ]
        return (claims, sentence) if len(claims) >= _FEWEST_ITEMS else None
    return None


def _items(sentence: Sentence, lexicon: Lexicon) -> list[Name]:
    """Return the items of a listing sentence, cut at its commas."""
    match = _OPENING.match(sentence.text)
    names = []
    for left, right in clause_bounds(sentence.masked):
        start = max(left, match.end() if match else 0)
        words = sentence.text[start:right]
        if len(words) > 1 and (lexicon.matchers["works_close"].search(words) or head_of(words, lexicon)):
            names.append(Name(start, right, words, context="工程项目"))
    return [Name(n.start, n.end, n.text, n.context, listed=len(names)) for n in names]
