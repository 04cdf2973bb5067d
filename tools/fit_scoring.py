"""Fit the weights of names on records read by hand, the same bytes each time.

    python -m tools.fit_scoring --corpus FOLDER [--curve] [--without-each] [--dry]

Logistic regression over the features of `mapapp/extraction/projects/name_features.py`. It learns from the public reports
that `tools/annotations/corpus` marks (texts in FOLDER), the district texts for developing and the shipped documents as
people corrected them; never from those held back. Prints precision, recall and F of the rules' names in documents it had
not seen (cross-validated by document); `--curve` also when it learns from fewer, `--without-each` what each feature is
worth. Writes `mapapp/extraction/models/names.toml`; `tools.train_reader` fits anew from the same records. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from mapapp.extraction.projects.model_weights import NAME_WEIGHTS
from mapapp.extraction.projects.scoring import BIAS
from tools.hand_read import Reading, read_all, score, show, weigh, weighed_features

FOLDS: Final = 5
SHARES: Final = (0.25, 0.5)
THRESHOLDS: Final = (0.35, 0.4, 0.45, 0.5)
# A beginning or ending that fewer names have is no evidence; a weight below the least tells nothing.
FEWEST_EDGES: Final = 10
LEAST_EDGE: Final = 0.15
LEAST_WEIGHT: Final = 0.05
EDGES: Final = ("end.", "start.")
# Strength of the pull to nothing, chosen among 0.1, 0.3, 0.5 and 2 by cross-validation.
INVERSE_PULL: Final = 0.3


def fit_names(readings: Iterable[Reading], *, without: Collection[str] = ()) -> dict[str, float]:
    """Return fitted weights of names; readings that nothing may learn from are left out."""
    learned = [reading for reading in readings if reading.weight]
    passages = [(passage, reading.weight) for reading in learned for passage in reading.passages]
    right = [one.right for passage, _ in passages for one in passage.candidates]
    weight = [weight for passage, weight in passages for _ in passage.candidates]
    counts = Counter(ident for passage, _ in passages for one in passage.candidates for ident in one.features)
    known = {ident for ident, count in counts.items() if count >= FEWEST_EDGES or not ident.startswith(EDGES)}
    known |= {"company.most", "company.one", "company.facility", "company.none"}
    weights: dict[str, float] = {}
    # what the company says depends on the weights of the others: once without, once with
    for _ in range(2):
        rows = [
            dict.fromkeys((ident for ident in found if ident in known and ident not in without), 1.0)
            for passage, _ in passages
            for found in (
                weighed_features(passage, weights) if weights else [one.features for one in passage.candidates]
            )
        ]
        weights = fit(rows, right, weight, INVERSE_PULL)
    return {
        ident: value
        for ident, value in weights.items()
        if abs(value) >= (LEAST_EDGE if ident.startswith(EDGES) else LEAST_WEIGHT)
    }


def fit(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], weight: Sequence[float], inverse_pull: float
) -> dict[str, float]:
    """Return the log-odds of a logistic regression and their bias, rounded so that the file reads."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    model = LogisticRegression(C=inverse_pull, max_iter=2000)
    model.fit(matrix, np.array(right), sample_weight=np.array(weight))
    named = zip(vectors.feature_names_, model.coef_[0], strict=True)
    return {BIAS: round(float(model.intercept_[0]), 2), **{name: round(float(value), 2) for name, value in named}}


def folds(
    readings: Sequence[Reading], count: int = FOLDS, share: float = 1.0
) -> Iterable[tuple[list[Reading], list[int]]]:
    """Yield for each fold the documents to learn from, or a share of them, and the numbers of those kept apart."""
    order = np.random.RandomState(0).permutation(len(readings))
    for number in range(count):
        apart = [int(at) for at in order[number::count]]
        seen = [readings[at] for at in order if int(at) not in set(apart) and readings[at].weight]
        yield seen[: max(1, int(len(seen) * share))], apart


def unseen(readings: Sequence[Reading], share: float = 1.0, *, without: Collection[str] = ()) -> list[list[float]]:
    """Return the confidence of every candidate by weights that had not seen its document."""
    for seen, apart in folds(readings, share=share):
        weigh((readings[at] for at in apart), fit_names(seen, without=without))
    return [[one.confidence for one in reading.candidates] for reading in readings]


def surprise(readings: Sequence[Reading], confidences: Sequence[Sequence[float]]) -> float:
    """Return the mean log loss of the documents that may be learned from: lower is better."""
    losses, weights = [], []
    for reading, given in zip(readings, confidences, strict=True):
        for one, confidence in zip(reading.candidates, given, strict=True):
            said = min(0.99, max(0.01, confidence))
            losses.append(-np.log(said if one.right else 1.0 - said))
            weights.append(reading.weight)
    return float(np.average(losses, weights=weights))


def write_weights(path: Path, weights: Mapping[str, float], training: str, command: str) -> None:
    """Write weights as TOML, sorted."""
    lines = [
        f"# Written by `python -m tools.{command}`; log-odds of a name being a project's. Do not edit by hand.",
        f'training = "{training}"',
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def training_hash(readings: Iterable[Reading]) -> str:
    """Return a hash of everything learned from: the texts and the names marked in them."""
    digest = hashlib.sha256()
    for reading in readings:
        if reading.weight:
            digest.update(reading.text.encode())
            for record in reading.task.gold:
                digest.update(f"{record.get('start')}|{record['name']}|".encode())
    return digest.hexdigest()[:16]


def main() -> int:
    """Cross-validate, fit on everything, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--curve", action="store_true", help="also learn from a quarter and a half of the documents")
    parser.add_argument("--without-each", action="store_true", help="also leave out one feature after the other")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    readings = read_all(options.corpus)
    candidates = [one for reading in readings for one in reading.candidates]
    print(f"{len(readings)} documents, {len(candidates)} candidates, {sum(one.right for one in candidates)} right")
    for share in (*(SHARES if options.curve else ()), 1.0):
        given = unseen(readings, share)
        for threshold in THRESHOLDS if share == 1.0 else (0.4,):
            show(f"{share:4.0%} from {threshold:.2f}", score(readings, given, threshold))
    weights = fit_names(readings)
    if options.without_each:
        base = surprise(readings, given)
        edges = {ident for ident in weights if ident.startswith(EDGES)}
        for ident in [*sorted(weights.keys() - edges - {BIAS}), "edges"]:
            left = unseen(readings, without=edges if ident == "edges" else {ident})
            print(f"without {ident:22} log loss {surprise(readings, left) - base:+.5f}", flush=True)
    edges = {ident for ident in weights if ident.startswith(EDGES)}
    print(f"{len(weights) - len(edges)} weights and {len(edges)} beginnings and endings")
    if not options.dry:
        write_weights(NAME_WEIGHTS, weights, training_hash(readings), "fit_scoring")
    return 0


if __name__ == "__main__":
    sys.exit(main())
