"""Train what decides on names, on records read by hand, the same bytes each time.

    python -m tools.train_reader --corpus FOLDER [--curve] [--dry]

Fits the weights of names (`tools.fit_scoring`), trains the second reader, and fits the vote of both. FOLDER holds the public
reports that `tools/annotations/corpus` marks. Besides them it learns from the district texts for developing (never from
those held back) and from the shipped documents as people corrected them. Cross-validated by document, all three together;
prints both readings' scores and writes `mapapp/extraction/models/`. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pycrfsuite

from mapapp import settings
from mapapp.extraction import load_lexicon
from mapapp.extraction.projects.model_weights import MODELS_DIR, NAME_WEIGHTS, VOTE_WEIGHTS, logistic
from mapapp.extraction.projects.scoring import BIAS
from mapapp.extraction.projects.second_reader import MODEL_NAME, Opinion, SecondReader, character_features, cover
from mapapp.extraction.projects.voting import AGREED_FROM, ASKED_FROM, FOUND_FROM, KEPT_FROM, opinions, vote_features
from tools.fit_scoring import SHARES, THRESHOLDS, fit, fit_names, folds, training_hash, write_weights
from tools.hand_read import Passage, Reading, read_all, score, show, weigh

FOLDS: Final = 3
CRF_SETTINGS: Final = {"c1": 0.3, "c2": 0.01, "max_iterations": 45, "feature.minfreq": 2}
INVERSE_PULL: Final = 0.5
Opinions = list[Opinion | None]


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
    return [
        (*one.span, one.confidence)
        for one in passage.candidates
        if one.span is not None and one.confidence >= ASKED_FROM
    ]


def opinions_of(reading: Reading, reader: SecondReader) -> Opinions:
    """Return what the second reader makes of a document's candidates, in order; None where it is not asked."""
    return [
        opinion
        for passage in reading.passages
        for opinion in opinions([(one.span, one.confidence) for one in passage.candidates], passage.text, reader)
    ]


def unseen_opinions(readings: Sequence[Reading], folder: Path, share: float) -> list[Opinions]:
    """Return opinions of documents that neither weights nor second reader had seen, and leave the confidences so too."""
    said: list[Opinions] = [[] for _ in readings]
    confidences: list[list[float]] = [[] for _ in readings]
    for number, (seen, apart) in enumerate(folds(readings, FOLDS, share)):
        weigh(readings, fit_names(seen))
        path = folder / f"fold{number}.crfsuite"
        train_crf(seen, path)
        reader = SecondReader(path, load_lexicon())
        for at in apart:
            said[at] = opinions_of(readings[at], reader)
            confidences[at] = [one.confidence for one in readings[at].candidates]
    for reading, given in zip(readings, confidences, strict=True):
        for one, confidence in zip(reading.candidates, given, strict=True):
            one.confidence = confidence
    return said


def fit_vote(readings: Sequence[Reading], said: Sequence[Opinions]) -> dict[str, float]:
    """Return the weights of the vote, fitted where both readers spoke."""
    rows = [
        (vote_features(one.confidence, opinion), one.right, reading.weight)
        for reading, given in zip(readings, said, strict=True)
        for one, opinion in zip(reading.candidates, given, strict=True)
        if opinion is not None and reading.weight
    ]
    return fit([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], INVERSE_PULL)


def voted(readings: Sequence[Reading], said: Sequence[Opinions], vote: Mapping[str, float]) -> list[list[float]]:
    """Return what both readers together make of every candidate."""
    return [
        [
            one.confidence if opinion is None else _together(vote_features(one.confidence, opinion), vote)
            for one, opinion in zip(reading.candidates, given, strict=True)
        ]
        for reading, given in zip(readings, said, strict=True)
    ]


def _together(said: Mapping[str, float], vote: Mapping[str, float]) -> float:
    return round(logistic(vote[BIAS] + sum(vote.get(key, 0.0) * value for key, value in said.items())), 2)


def cross_validate(readings: Sequence[Reading], folder: Path, share: float = 1.0) -> dict[str, float]:
    """Print what rules and both readers find in documents they have not seen; return the weights of the vote."""
    said = unseen_opinions(readings, folder, share)
    vote = fit_vote(readings, said)
    rules = [[one.confidence for one in reading.candidates] for reading in readings]
    both = voted(readings, said, vote)
    for label, given in (("rules", rules), ("both", both)):
        for threshold in THRESHOLDS if share == 1.0 else (KEPT_FROM,):
            show(f"{share:4.0%} {label:5} from {threshold:.2f}", score(readings, given, threshold))
    if share == 1.0:
        show_certain(readings, said, both)
    return vote


def show_certain(readings: Sequence[Reading], said: Sequence[Opinions], both: Sequence[Sequence[float]]) -> None:
    """Print how many of the records marked certain are right, by group."""
    counts: dict[str, list[bool]] = {}
    for reading, given, together in zip(readings, said, both, strict=True):
        for one, opinion, confidence in zip(reading.candidates, given, together, strict=True):
            agree = opinion is not None and one.confidence >= settings.KEEP_FROM and opinion.mean >= FOUND_FROM
            if agree and confidence >= AGREED_FROM:
                counts.setdefault(reading.task.group, []).append(one.right)
    cells = {group: f"{sum(right) / len(right):.3f} of {len(right)}" for group, right in counts.items()}
    show("certain and right", cells)


def main() -> int:
    """Cross-validate, fit on everything, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--curve", action="store_true", help="also learn from a quarter and a half of the documents")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    options = parser.parse_args()
    readings = read_all(options.corpus)
    print(f"{len(readings)} documents, {sum(len(reading.candidates) for reading in readings)} candidates", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for share in SHARES if options.curve else ():
            cross_validate(readings, Path(name), share)
        vote = cross_validate(readings, Path(name))
    if options.dry:
        return 0
    MODELS_DIR.mkdir(exist_ok=True)
    names, training = fit_names(readings), training_hash(readings)
    write_weights(NAME_WEIGHTS, names, training, "fit_scoring")
    write_weights(VOTE_WEIGHTS, vote, training, "train_reader")
    weigh(readings, names)
    train_crf([reading for reading in readings if reading.weight], MODELS_DIR / MODEL_NAME)
    print(f"{MODEL_NAME}: {(MODELS_DIR / MODEL_NAME).stat().st_size / 1e6:.1f} MB", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
