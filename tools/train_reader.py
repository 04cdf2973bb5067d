"""Train the second reader and fit the weights of the vote on records read by hand, the same bytes each time.

    python -m tools.train_reader --corpus FOLDER [--curve]

FOLDER holds the public reports that `tools/annotations/corpus` marks. Besides them it learns from the district texts for
developing (never from those held back) and from the shipped documents as people corrected them. Cross-validated by document; writes
`mapapp/extraction/models/vote.toml` and `names.crfsuite` and prints both readings' scores. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.extraction_quality import Task, corpus_tasks, district_tasks, shipped_tasks
from benchmarks.record_scores import Record, fold, pair_events, places, same_name, squeeze
from mapapp.documents import read_document
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.claims import Claim
from mapapp.extraction.projects.events import weighed_claims
from mapapp.extraction.projects.second_reader import (
    BEGIN,
    INSIDE,
    MODEL_NAME,
    OUTSIDE,
    Opinion,
    SecondReader,
    character_features,
    cover,
)
from mapapp.extraction.projects.vote_weights import MODELS_DIR, WEIGHTS_FILE, logistic
from mapapp.extraction.projects.voting import name_span, vote_features

FOLDS = 3
# The district's own reports are few beside the provincial ones, and are what the app is for.
GROUP_WEIGHT = {"shipped": 3.0, "district": 2.0, "corpus": 1.0, "held": 0.0}
CRF_SETTINGS = {"c1": 0.3, "c2": 0.01, "max_iterations": 45, "feature.minfreq": 2}
THRESHOLDS = (0.35, 0.4, 0.45, 0.5)


@dataclass
class Candidate:
    """One claim with what decides about it: `right` says whether a person marked its name there."""

    confidence: float
    name: str
    quote: str
    span: tuple[int, int] | None
    right: bool = False
    at: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Passage:
    """A sentence with candidates or marked names: its words, its candidates, the label of each character."""

    text: str
    candidates: list[Candidate]
    labels: list[str]


@dataclass
class Reading:
    """One document: its passages and the records it should give."""

    task: Task
    text: str
    passages: list[Passage]

    @property
    def candidates(self) -> list[Candidate]:
        """Return the candidates of all passages."""
        return [candidate for passage in self.passages for candidate in passage.candidates]


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
        candidates = [candidate(document, sentence, claim, verdict.confidence) for claim, verdict in weighed]
        for one in candidates:
            one.at = places(squeezed, one.quote)
            one.right = any(is_same(record, one) for record in gold)
        labels = [marked.get(at, OUTSIDE) for at in range(sentence.start, sentence.end)]
        if candidates or any(label != OUTSIDE for label in labels):
            passages.append(Passage(sentence.text, candidates, labels))
    return Reading(task, squeezed, passages)


def candidate(document: Any, sentence: Any, claim: Claim, confidence: float) -> Candidate:
    """Return the candidate a claim makes."""
    first, last = document.view.stored_spans(sentence.start + claim.start, sentence.start + claim.end)[0]
    return Candidate(confidence, claim.name.text, document.text[first:last], name_span(sentence.text, claim))


def is_same(record: Record, one: Candidate) -> bool:
    """Whether a person's record and a candidate mean the same words."""
    near = any(max(0, max(a, c) - min(b, d)) <= 80 for a, b in record["at"] for c, d in one.at)
    names = (record["name"], record["canonical"])
    return near and (any(fold(name) == fold(one.name) for name in names) or same_name(record["name"], one.name))


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


def fit(rows: Sequence[dict[str, float]], right: Sequence[bool], weight: Sequence[float]) -> dict[str, float]:
    """Return the log-odds of a logistic regression, rounded so that the file reads."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    model = LogisticRegression(C=0.5, max_iter=5000, fit_intercept=False)
    model.fit(matrix, np.array(right), sample_weight=np.array(weight))
    return {name: round(float(value), 3) for name, value in zip(vectors.feature_names_, model.coef_[0], strict=True)}


def train_crf(readings: Iterable[Reading], path: Path) -> None:
    """Train the second reader on passages and write its model."""
    lexicon = load_lexicon()
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(CRF_SETTINGS)
    for reading in readings:
        for passage in reading.passages:
            marks = cover(len(passage.text), asked(passage))
            for _ in range(2 if reading.task.group == "shipped" else 1):
                trainer.append(character_features(passage.text, marks, lexicon), passage.labels)
    trainer.train(str(path))


def asked(passage: Passage) -> list[tuple[int, int, float]]:
    """Return the candidates of a passage as the second reader is shown them."""
    return [(*one.span, one.confidence) for one in passage.candidates if one.span is not None]


def opinions(reading: Reading, reader: SecondReader) -> list[Opinion | None]:
    """Return what the second reader makes of a document's candidates, in order."""
    found: list[Opinion | None] = []
    for passage in reading.passages:
        wanted = asked(passage)
        given = iter(reader.read(passage.text, wanted) if wanted else ())
        found += [next(given) if one.span is not None else None for one in passage.candidates]
    return found


def score(readings: Sequence[Reading], confidences: Sequence[Sequence[float]], threshold: float) -> dict[str, str]:
    """Return precision, recall and F of names by group at a threshold."""
    totals: dict[str, list[int]] = {}
    for reading, given in zip(readings, confidences, strict=True):
        kept = [
            {"name": one.name, "canonical": one.name, "stage": "", "modality": "", "year": None, "at": one.at}
            for one, confidence in zip(reading.candidates, given, strict=True)
            if confidence >= threshold
        ]
        gold = [record for record in reading.task.gold if record["kind"] == "project"]
        pairs = pair_events(gold, kept)
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


def cross_validate(readings: Sequence[Reading], folder: Path, *, share: float = 1.0) -> None:
    """Print what both readers find in documents they have not seen; `share` trains on a part, for the curve."""
    order = np.random.RandomState(0).permutation(len(readings))
    rules: list[list[float]] = [[] for _ in readings]
    rows: list[tuple[int, dict[str, float], bool, float]] = []
    for number in range(FOLDS):
        seen = [
            readings[at] for at in order if at not in set(order[number::FOLDS]) and readings[at].task.group != "held"
        ]
        train = seen[: max(1, int(len(seen) * share))]
        path = folder / f"fold{number}.crfsuite"
        train_crf(train, path)
        reader = SecondReader(path, load_lexicon())
        for at in order[number::FOLDS]:
            reading = readings[at]
            rules[at] = [one.confidence for one in reading.candidates]
            weight = GROUP_WEIGHT[reading.task.group]
            for one, opinion in zip(reading.candidates, opinions(reading, reader), strict=True):
                features = vote_features(one.confidence, opinion) if opinion else {"alone": one.confidence}
                rows.append((int(at), features, one.right, weight))
    both: list[list[float]] = [[] for _ in readings]
    learned = [row for row in rows if row[3] > 0 and "alone" not in row[1]]
    weights = fit([row[1] for row in learned], [row[2] for row in learned], [row[3] for row in learned])
    for at, features, _, _ in rows:
        voted = logistic(sum(weights.get(key, 0.0) * value for key, value in features.items()))
        both[at].append(features.get("alone", voted))
    for label, given in (("rules", rules), ("both", both)):
        for threshold in THRESHOLDS:
            print(f"{share:4.0%} {label:6} {threshold:.2f}  {score(readings, given, threshold)}", flush=True)
    VOTE.update(weights)


# The vote is fitted on opinions about documents the second reader had not seen; the last full run leaves it here.
VOTE: dict[str, float] = {}


def write_weights(path: Path, vote: dict[str, float], training: str) -> None:
    """Write the weights as TOML, sorted."""
    lines = [
        "# Written by `python -m tools.train_reader`; log-odds of a name being a project's. Do not edit by hand.",
        f'training = "{training}"',
        "",
        "[vote]",
        *(f'"{name}" = {value}' for name, value in sorted(vote.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def training_hash(readings: Iterable[Reading]) -> str:
    """Return a hash of everything learned from: the texts and the names marked in them."""
    digest = hashlib.sha256()
    for reading in readings:
        digest.update(reading.text.encode())
        for record in reading.task.gold:
            digest.update(f"{record.get('start')}|{record['name']}|".encode())
    return digest.hexdigest()[:16]


def main() -> int:
    """Cross-validate, fit on everything, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--curve", action="store_true", help="also train on a quarter and a half of the documents")
    options = parser.parse_args()
    tasks = [*corpus_tasks(options.corpus), *district_tasks(held=False), *district_tasks(held=True), *shipped_tasks()]
    readings = [read_task(task) for task in tasks]
    print(f"{len(readings)} documents, {sum(len(reading.candidates) for reading in readings)} candidates", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for share in (0.25, 0.5) if options.curve else ():
            cross_validate(readings, Path(name), share=share)
        cross_validate(readings, Path(name))
    learned = [reading for reading in readings if reading.task.group != "held"]
    MODELS_DIR.mkdir(exist_ok=True)
    train_crf(learned, MODELS_DIR / MODEL_NAME)
    write_weights(WEIGHTS_FILE, VOTE, training_hash(learned))
    print(f"{MODEL_NAME}: {(MODELS_DIR / MODEL_NAME).stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
