"""Whether a clause reports or plans."""

from __future__ import annotations

from mapapp.contracts.text import Section
from mapapp.contracts.vocabulary import Modality, SectionMode
from mapapp.extraction.projects.project_lexicon import Lexicon

# A section known to look back or ahead outweighs habits of phrasing but not 已, 力争 or 将.
_SECTION_WEIGHT = 2.2
# 将 and 力争 govern the clauses that follow them in their sentence: 某市将开工甲桥，开通乙线.
_GOVERNING = frozenset({"plan.will", "plan.strive", "plan.ensure"})


def decide_modality(clause: str, sentence: str, section: Section, lexicon: Lexicon) -> Modality:
    """Decide from the clause's own words, then its sentence's, then its section.

    Words of the clause count fully, those of the rest of the sentence a third; 将, 力争 and 确保 before it fully.
    """
    balance = 0.0
    before = sentence[: max(sentence.find(clause), 0)]
    if section.mode is SectionMode.REVIEW:
        balance += _SECTION_WEIGHT
    elif section.mode is SectionMode.PLAN:
        balance -= _SECTION_WEIGHT
    for rule in lexicon.modality:
        sign = 1.0 if rule.modality is Modality.REPORTED else -1.0
        if rule.pattern.search(clause):
            balance += sign * rule.weight
        elif section.mode is SectionMode.UNKNOWN and rule.pattern.search(sentence):
            balance += sign * rule.weight / (1 if rule.id in _GOVERNING and rule.pattern.search(before) else 3)
    return Modality.REPORTED if balance > 0 else Modality.PLANNED
