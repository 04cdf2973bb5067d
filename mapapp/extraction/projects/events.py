"""find_project_events: every stage of every named project a document tells of, with the sentence it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mapapp.contracts.records import ProjectEvent
from mapapp.contracts.text import Document
from mapapp.contracts.vocabulary import DocumentKind, Modality, Polarity, SectionForm, Stage
from mapapp.extraction.lexicon_patterns import clause_pattern, name_pattern
from mapapp.extraction.projects.above import Above
from mapapp.extraction.projects.amounts import read_amount
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.clause_parser import read_claims
from mapapp.extraction.projects.event_book import EventBook, Telling
from mapapp.extraction.projects.glossary import define_claims, read_definitions
from mapapp.extraction.projects.headed_lists import headed_claims
from mapapp.extraction.projects.headings_above import is_item_of_minutes
from mapapp.extraction.projects.labelled_lists import labelled_claims
from mapapp.extraction.projects.modality import decide_modality
from mapapp.extraction.projects.name_parts import base_of
from mapapp.extraction.projects.project_lexicon import Lexicon
from mapapp.extraction.projects.scoring import NameScore, judge_all
from mapapp.extraction.projects.second_reader import SecondReader
from mapapp.extraction.projects.tables.project_tables import ReadTable, read_project_tables
from mapapp.extraction.projects.voting import Vote, vote_on
from mapapp.extraction.projects.years import decide_year, opening_words, year_moved_to
from mapapp.extraction.projects.zones import decide_zones, places_of
from mapapp.extraction.text.brackets import MASK
from mapapp.extraction.text.sentences import Sentence, read_sentences
from mapapp.extraction.text.times import TIME, years_in

_LIST_MARK: Final = clause_pattern("clause.list_mark")
# 待2027年甲隧道贯通后，乙枢纽同步投用: what waits for something is planned.
_WAITS: Final = re.compile(clause_pattern("clause.until").pattern + "，?[^，。；]{0,20}$")
# What somebody writes to an office, where its answer stands beside it, reports nothing.
_ASKED: Final = clause_pattern("clause.asked")
_ANSWER: Final = clause_pattern("clause.answer")


def find_project_events(
    document: Document, lexicon: Lexicon, *, reader: SecondReader | None = None
) -> tuple[ProjectEvent, ...]:
    """Find the project events of a document.

    Parameters
    ----------
    document : Document
    lexicon : Lexicon
        The vocabulary of stages, names and years.
    reader : SecondReader, optional
        Its vote decides with the rules which names are kept; without, the rules alone.

    Returns
    -------
    tuple of ProjectEvent
        In reading order. Each quotes the stored text exactly, ``document.text[start:end]``; ids depend on the event's own
        words only, so they stay when other records come or go. A statement printed twice is recorded once.
    """
    book = EventBook(document)
    tables = read_project_tables(document, lexicon)
    read = []
    for sentence, told_in, claims in _told(document, tables, lexicon):
        weighed = _weighed(claims, lexicon)
        votes = vote_on(sentence.text, weighed, reader)
        read += [
            (sentence, told_in, claim, verdict, vote)
            for (claim, verdict), vote in zip(weighed, votes, strict=True)
            if (claim.name.parent or not _names_no_one(claim.name.text, document.district))
            and not _builds_nothing(sentence, claim)
        ]
    # 云岭热电工程签订协议 says little of the name by itself, but elsewhere the works have begun.
    known = {claim.name.text for _, _, claim, _, vote in read if vote.kept and vote.certain}
    for sentence, told_in, claim, verdict, vote in read:
        if vote.kept or (_is_told(claim) and claim.name.text in known):
            book.add(_telling(document, sentence, told_in, claim, verdict, vote, lexicon))
    for table in tables:
        for telling in table.tellings:
            book.add(telling)
    return book.events()


def weighed_claims(document: Document, lexicon: Lexicon) -> Iterator[tuple[Sentence, list[tuple[Claim, NameScore]]]]:
    """Yield every sentence outside of project tables with the claims the rules make of it and what they think of them."""
    for sentence, _, claims in _told(document, read_project_tables(document, lexicon), lexicon):
        yield sentence, _weighed(claims, lexicon)


def _told(
    document: Document, tables: list[ReadTable], lexicon: Lexicon
) -> Iterator[tuple[Sentence, Sentence, list[Claim]]]:
    """Yield each sentence outside of the tables, the sentence that tells its time, and its claims."""
    sentences = [sentence for sentence in read_sentences(document) if not _in_tables(sentence, tables)]
    yield from _statements(sentences, lexicon)


def _in_tables(sentence: Sentence, tables: list[ReadTable]) -> bool:
    """Whether a sentence stands in a table whose rows are read as projects."""
    return any(table.start <= sentence.start < table.end for table in tables)


def _statements(sentences: list[Sentence], lexicon: Lexicon) -> Iterator[tuple[Sentence, Sentence, list[Claim]]]:
    """Return each sentence that makes claims, the sentence that tells their time, and the claims.

    The two differ only in a glossary: its items take stage and time from the sentence that uses the defined term.
    """
    above = Above()
    answered = any(_ANSWER.match(sentence.topic) for sentence in sentences)
    for sentence in sentences:
        if sentence.section.form is SectionForm.GLOSSARY or (answered and _ASKED.match(sentence.topic)):
            continue
        claims = above.placed(_sentence_claims(sentence, lexicon, above), lexicon)
        above.note(sentence, claims, lexicon)
        yield sentence, sentence, claims
    for definition in read_definitions(sentences):
        defined = define_claims(definition, sentences, lexicon)
        if defined is not None:
            claims, told_in = defined
            yield definition.sentence, told_in, claims


def _weighed(claims: list[Claim], lexicon: Lexicon) -> list[tuple[Claim, NameScore]]:
    """Return the claims of a sentence, each with what the rules think of it."""
    return list(zip(claims, judge_all(claims, lexicon), strict=True))


# 枣阳、枝江等经济强县实力提升; 推动甲、乙机场联动发展: qualities and relations of places, nothing built there.
_QUALITIES: Final = name_pattern("list.qualities")
_TOGETHER: Final = name_pattern("clause.grown_together")
# 如果通车会造成隐患
_SUPPOSED: Final = name_pattern("clause.supposed")
# 您提出的关于建设甲路的建议收悉
_PROPOSED: Final = name_pattern("clause.proposed")
_VISITED: Final = name_pattern("clause.visited")
# 区长深入青石片区、石桥镇督导重点项目建设: where people went, not what is built.
_INSPECTS: Final = name_pattern("clause.inspects")


def _builds_nothing(sentence: Sentence, claim: Claim) -> bool:
    """Whether what is done to a name builds nothing there: it is supposed or proposed, people inspect it, its list is of qualities, places grow together."""
    if _SUPPOSED.search(sentence.text, claim.clause[0], max(claim.said[0], claim.clause[0])):
        return True
    if _PROPOSED.match(sentence.text, claim.said[1]) or _VISITED.match(sentence.text, *claim.clause):
        return True
    if claim.reading.hard:
        return False
    seen = _INSPECTS.search(sentence.text, *claim.clause)
    if seen is not None and claim.start < seen.end() <= claim.said[0]:
        return True
    return bool(_QUALITIES.search(claim.name.context) or _TOGETHER.search(sentence.text, *claim.clause))


_COLLECTIVE: Final = name_pattern("name.collective")
_NEVER: Final = name_pattern("name.never")


def _names_no_one(name: str, district: str) -> bool:
    """Whether a name is only the reporting district's own, or one for many projects (柏溪区四季度重大项目)."""
    if _COLLECTIVE.fullmatch(name) or _NEVER.fullmatch(name) or MASK in name:
        return True
    return bool(district) and name in (district, district.rstrip("区市县省"), "全" + district[-1:])


def _sentence_claims(sentence: Sentence, lexicon: Lexicon, above: Above) -> list[Claim]:
    """Read the claims of a sentence; a list mark at its head is not read."""
    about = above.about(sentence, lexicon)
    if sentence.text.strip() in sentence.section.headings and is_item_of_minutes(sentence.text):
        return []
    labelled = labelled_claims(sentence.text, sentence.masked, lexicon)
    if labelled:
        return labelled
    mark = _LIST_MARK.match(sentence.text)
    start = mark.end() if mark else 0
    listed, stage = above.listed(sentence, start, lexicon)
    if stage is not None:
        claims = headed_claims(sentence.text, sentence.masked, listed, stage, lexicon)
        if claims:
            return claims
    claims = read_claims(sentence.text, sentence.masked, start, lexicon, about)
    # a question tells nothing: 大桥什么时候能完工？ What stands before it may: 三问某院停工：何时复工？
    return [claim for claim in claims if not sentence.asked or claim.clause[1] < len(sentence.masked)]


def _telling(
    document: Document,
    sentence: Sentence,
    told_in: Sentence,
    claim: Claim,
    verdict: NameScore,
    vote: Vote,
    lexicon: Lexicon,
) -> Telling:
    """Make what the record of one claim says."""
    claim = _without_reach(claim, sentence)
    clause = sentence.text[slice(*claim.clause)]
    if sentence.masked.startswith("、", claim.scope[1]) and claim.scope[1] > claim.clause[0]:
        clause = sentence.text[claim.clause[0] : claim.scope[1]]  # 已洞通、计划明年运营: two statements
    name = displayed(claim)
    scope = sentence.text[slice(*claim.scope)] if claim.scope[1] else ""
    told = _is_told(claim) or _is_begun(claim, document)
    modality = decide_modality(
        clause,
        told_in.text,
        told_in.section,
        lexicon,
        own=_plan_before(claim, sentence) + scope,
        told=told,
        document=document,
    )
    if claim.polarity is not None or _WAITS.search(sentence.masked, 0, claim.said[0]):
        modality = Modality.PLANNED
    year, basis = decide_year(
        _dating_words(claim, sentence, told_in), told_in.section, document, modality, claim.polarity
    )
    moved = sentence.text[slice(*claim.moved)] if claim.moved else ""
    # in a list the town in one name says nothing of the others
    around = clause if claim.name.listed == 1 else sentence.text[claim.clause[0] : claim.start]
    zones, evidence = decide_zones(name, around, sentence, document)
    return Telling(
        spans=document.view.stored_spans(sentence.start + claim.start, sentence.start + claim.end),
        told_in=sentence.text,
        name=name,
        canonical=_canonical(claim),
        stage=_stage_in_time(claim, modality),
        modality=modality,
        year=year,
        basis=basis,
        zones=zones,
        evidence=evidence,
        places=places_of(clause, sentence.section, document),
        rule=claim.reading.rule.id,
        confidence=vote.confidence,
        reasons=verdict.reasons,
        certain=vote.certain,
        found_by=vote.found_by,
        amount=read_amount(sentence.text) if sentence.text.count("总投资") == 1 else None,
        polarity=claim.polarity or Polarity.PLANNED,
        moved_to=year_moved_to(moved, year, document) if claim.polarity is Polarity.NOT_REACHED else None,
    )


def _without_reach(claim: Claim, sentence: Sentence) -> Claim:
    """Return a claim dated by the words up to its stage word: 列入2026年城建计划 dates the plan, not the listing."""
    rule = claim.reading.rule
    if rule.reach is None:
        return claim
    at = max(sentence.masked.rfind(word, *claim.said) + len(word) for word in rule.words)
    if at <= claim.said[0]:
        return claim
    return replace(claim, scope=(min(claim.scope[0], at), at), clause=(claim.clause[0], at))


_DONE_KINDS: Final = frozenset({"result", "site", "under", "finish", "approve", "prepare", "early"})


def _is_told(claim: Claim) -> bool:
    """Whether a name stands before a stage word of things that are done, or after one that sets it out (投产项目：…)."""
    return claim.closing and claim.reading.kind in _DONE_KINDS


def _is_begun(claim: Claim, document: Document) -> bool:
    """Whether news ends a clause with the start of works: 甲中心项目奠基。 A report may as well plan it."""
    begun = claim.reading.kind == "start" and claim.said[1] == claim.clause[1]
    return claim.closing and begun and document.kind is DocumentKind.OTHER


def _canonical(claim: Claim) -> str:
    """Return the name of the project as a whole: of a bare part its parent, of an everyday name with its town."""
    if claim.name.parent:
        return claim.name.parent
    town = claim.name.town
    whole = base_of(displayed(claim, full=True))
    return town + whole.removeprefix(town[-1:]) if town else whole


def _dating_words(claim: Claim, sentence: Sentence, told_in: Sentence) -> tuple[str, ...]:
    """Return the words that may date a claim, nearest first."""
    clause = sentence.text[slice(*claim.clause)]
    if not claim.scope[1]:
        return clause, opening_words(told_in.text)
    # 延期到2027年竣工: what stands after 延期 is the new year, not the one that was missed
    until = min(claim.scope[1], claim.moved[0]) if claim.moved else claim.scope[1]
    scope = (claim.scope[0], max(until, claim.scope[0]))
    near = [scope, claim.missed] if claim.missed else [scope]
    before = (min(claim.clause[0], until), until)
    opening = opening_words(sentence.text[: claim.scope[0]]) if told_in is sentence else opening_words(told_in.text)
    if told_in is sentence and _tells_own(opening) and not _SAME_TIME.search(sentence.text, *before):
        opening = ""
    nearest = [sentence.text[slice(*bounds)] for bounds in near]
    return (*nearest, _plan_before(claim, sentence), sentence.text[slice(*before)], opening)


_PLAN_LEAD: Final = clause_pattern("plan.lead").pattern
_PLAN_TRAIL: Final = clause_pattern("plan.trail").pattern
_PLAN_BEFORE: Final = re.compile(rf"(?:^|[，；：])(?P<plan>(?:{_PLAN_LEAD}){TIME}(?:{_PLAN_TRAIL})?)，")


def _plan_before(claim: Claim, sentence: Sentence) -> str:
    """Return the clause before a claim's that only says for when it is planned: 预计2025年底，主塔封顶，二桥通车."""
    plans = _PLAN_BEFORE.findall(sentence.masked[: claim.clause[0]])
    return plans[-1] if plans else ""


# 甲桥2027年通车，乙站同步投用
_SAME_TIME: Final = clause_pattern("time.together")
# A year this far from the beginning has a name before it: 甲桥2023年开工, and dates nothing else.
_NAME_BEFORE: Final = 3


def _tells_own(opening: str) -> bool:
    """Whether the first year in the words that open a sentence stands behind a name."""
    first = next(iter(years_in(opening, now=0)), None)
    return first is not None and first.start > _NAME_BEFORE


# 青溪三号地块挂牌: land that is put up for sale, not a house whose plate is hung.
_LAND: Final = name_pattern("name.land")


def _stage_in_time(claim: Claim, modality: Modality) -> Stage:
    """Return the stage of a claim; 打造成为 is done when reported and under way when planned; land 挂牌 is for sale."""
    if claim.reading.rule.id == "op.unveiled" and _LAND.search(claim.name.text):
        return Stage.PREPARED
    if claim.reading.rule.id == "title.became" and modality is Modality.PLANNED and "创成" not in claim.verb:
        return Stage.BUILDING
    return claim.reading.stage


def displayed(claim: Claim, *, full: bool = False) -> str:
    """Return the name as it is shown: a title with what won it; `full` with the prefix its list shares."""
    name = ((claim.name.full or claim.name.text) if full else claim.name.text) + claim.name.lent
    if claim.subject is not None and claim.subject.text not in name:
        return claim.subject.text + name
    return name
