"""Documents read by hand beside what the rules make of them: candidates, each told whether a person marked it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.extraction_quality import Task, corpus_tasks, district_tasks, shipped_tasks
from benchmarks.record_scores import Record, fold, pair_events, places, same_name, squeeze
from mapapp.documents import read_document
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.events import displayed, weighed_claims
from mapapp.extraction.projects.name_features import Features, name_features
from mapapp.extraction.projects.scoring import add_company, list_of, probability
from mapapp.extraction.projects.second_reader import BEGIN, INSIDE, OUTSIDE
from mapapp.extraction.projects.voting import name_span

# The district's own reports are few beside the provincial ones, and are what the app is for. Nothing learns from `held`.
GROUP_WEIGHT: Final = {"shipped": 3.0, "district": 2.0, "corpus": 1.0, "held": 0.0}


@dataclass
class Candidate:
    """One claim with what decides about it: `right` says whether a person marked its name there."""

    name: str
    quote: str
    stage: str
    span: tuple[int, int] | None
    features: Features
    company: tuple[int, int, str]
    at: list[tuple[int, int]]
    right: bool
    confidence: float = 0.0


@dataclass
class Passage:
    """A sentence with candidates or marked names: its words, its candidates, the label of each character."""

    text: str
    candidates: list[Candidate]
    labels: list[str]


@dataclass
class Reading:
    """One document: its squeezed text, its passages, and the records it should give."""

    task: Task
    text: str
    passages: list[Passage]

    @property
    def candidates(self) -> list[Candidate]:
        """Return the candidates of all passages."""
        return [candidate for passage in self.passages for candidate in passage.candidates]

    @property
    def weight(self) -> float:
        """Return how much a candidate of this document counts; 0 where nothing may learn from it."""
        return GROUP_WEIGHT[self.task.group]


def read_all(corpus: Path) -> list[Reading]:
    """Return every document read by hand whose text is at hand."""
    tasks = [*corpus_tasks(corpus), *district_tasks(held=False), *district_tasks(held=True), *shipped_tasks()]
    return [read_task(task) for task in tasks]


def read_task(task: Task) -> Reading:
    """Return a document's candidates, each told whether a person marked it."""
    lexicon = load_lexicon()
    document = read_document(task.path)
    squeezed = squeeze(document.text)
    gold = [record for record in task.gold if record["kind"] == "project"]
    for record in gold:
        record["at"] = places(squeezed, record["quote"])
    marked = marked_characters(document.text, document.view.offsets, gold)
    passages = []
    for sentence, weighed in weighed_claims(document, lexicon):
        candidates = []
        for claim, _ in weighed:
            first, last = document.view.stored_spans(sentence.start + claim.start, sentence.start + claim.end)[0]
            quote, name = document.text[first:last], displayed(claim)
            at = places(squeezed, quote)
            right = any(is_same(record, name, at) for record in gold)
            span, features = name_span(sentence.text, claim), name_features(claim, lexicon)
            stage = claim.reading.stage.value
            candidates.append(Candidate(name, quote, stage, span, features, list_of(claim), at, right))
        labels = [marked.get(at, OUTSIDE) for at in range(sentence.start, sentence.end)]
        if candidates or any(label != OUTSIDE for label in labels):
            passages.append(Passage(sentence.text, candidates, labels))
    return Reading(task, squeezed, passages)


def is_same(record: Record, name: str, at: list[tuple[int, int]]) -> bool:
    """Whether a person's record and a name at some places mean the same words."""
    near = any(max(0, max(a, c) - min(b, d)) <= 80 for a, b in record["at"] for c, d in at)
    names = (record["name"], record["canonical"])
    return near and (any(fold(one) == fold(name) for one in names) or same_name(record["name"], name))


def marked_characters(text: str, offsets: Sequence[int], gold: Iterable[Record]) -> dict[int, str]:
    """Return the labels of the view's characters that belong to names people marked."""
    views = {stored: at for at, stored in enumerate(offsets)}
    marked: dict[int, str] = {}
    for record in gold:
        begin = record.get("start")
        begin = text.find(record["quote"]) if begin is None else begin
        if begin < 0:
            continue
        found = find_name(text[begin : begin + len(record["quote"])], record["name"])
        inside = [views[begin + at] for at in range(*found) if begin + at in views] if found else []
        if inside and inside[-1] - inside[0] < len(record["name"]) + 5:
            marked[inside[0]] = BEGIN
            marked.update(dict.fromkeys(range(inside[0] + 1, inside[-1] + 1), INSIDE))
    return marked


def find_name(quote: str, name: str) -> tuple[int, int] | None:
    """Return where a name, or its longest beginning, stands in a quote; blanks inside do not count."""
    for size in range(len(name), 1, -1):
        match = re.search(r"\s*".join(map(re.escape, name[:size])), quote)
        if match:
            return match.span()
    return None


def weighed_features(passage: Passage, weights: Mapping[str, float]) -> list[Features]:
    """Return the features of a passage's candidates, those their company gives among them."""
    features = [dict(one.features) for one in passage.candidates]
    add_company(features, [one.company for one in passage.candidates], weights)
    return features


def weigh(readings: Iterable[Reading], weights: Mapping[str, float]) -> None:
    """Give every candidate the confidence that weights of names make."""
    for reading in readings:
        for passage in reading.passages:
            for one, features in zip(passage.candidates, weighed_features(passage, weights), strict=True):
                one.confidence = round(probability(features, weights), 2)


def score(readings: Sequence[Reading], confidences: Sequence[Sequence[float]], threshold: float) -> dict[str, str]:
    """Return precision, recall and F of names by group at a threshold; a claim made twice counts once."""
    totals: dict[str, list[int]] = {}
    for reading, given in zip(readings, confidences, strict=True):
        kept = {
            (one.name, one.quote, one.stage): {
                **{"name": one.name, "canonical": one.name, "at": one.at},
                **{"stage": "", "modality": "", "year": None},
            }
            for one, confidence in zip(reading.candidates, given, strict=True)
            if confidence >= threshold
        }
        gold = [record for record in reading.task.gold if record["kind"] == "project"]
        pairs = pair_events(gold, list(kept.values()))
        met = {id(record) for record, _ in pairs}
        certain = [record for record in gold if record.get("certain", True)]
        total = totals.setdefault(reading.task.group, [0, 0, 0, 0])
        for at, value in enumerate((len(pairs), len(kept), sum(id(r) in met for r in certain), len(certain))):
            total[at] += value
    return {group: _f(*total) for group, total in totals.items()}


def _f(met: int, kept: int, hit: int, certain: int) -> str:
    """Return precision, recall and F as a cell."""
    precision, recall = met / max(1, kept), hit / max(1, certain)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def show(title: str, scores: Mapping[str, str]) -> None:
    """Print one line of precision, recall and F by group."""
    print(f"{title:26}" + "   ".join(f"{group} {cell}" for group, cell in scores.items()), flush=True)
