"""One hand-read record as it is kept: places in a text that is not ours to copy, and what they say."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mapapp.contracts.vocabulary import Modality, Stage

STAGES = tuple(str(stage) for stage in Stage)
MODALITIES = tuple(str(modality) for modality in Modality)
KINDS = ("works", "facility", "investment", "area", "service", "honour", "plan")
POLARITIES = ("happened", "planned", "not_reached", "cancelled")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FrozenRecord:
    """What a reader wrote about one event; offsets count characters of the text, start included, end excluded."""

    doc: str
    sha256: str
    start: int
    end: int
    name_spans: Spans
    canonical_spans: Spans
    stage: str
    modality: str
    year: int
    kind: str
    certain: bool
    polarity: str
    moved_to: int | None = None


def read_text(path: Path) -> tuple[str, str]:
    """Return the characters of a UTF-8 text file (no byte order mark, line ends as they are) and its sha256."""
    raw = path.read_bytes()
    return raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest()


def to_line(record: FrozenRecord) -> str:
    """Return the record as one line of JSON."""
    fields = asdict(record)
    if record.moved_to is None:
        del fields["moved_to"]
    return json.dumps(fields, ensure_ascii=False)


def from_line(line: str) -> FrozenRecord:
    """Return the record of one line of JSON."""
    fields: dict[str, Any] = json.loads(line)
    for name in ("name_spans", "canonical_spans"):
        fields[name] = tuple((start, end) for start, end in fields[name])
    return FrozenRecord(**fields)


def read_frozen(path: Path) -> tuple[FrozenRecord, ...]:
    """Return the records of one file."""
    return tuple(from_line(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def write_frozen(records: Iterable[FrozenRecord], path: Path) -> None:
    """Write one record a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(to_line(record) + "\n" for record in records), encoding="utf-8")


def words_at(text: str, spans: Spans) -> str:
    """Return what stands at the spans, joined; a line break inside a name is layout and goes.

    >>> words_at("2号线、13号线西延伸", ((0, 3), (8, 11)))
    '2号线西延伸'
    """
    return "".join("".join(text[start:end].splitlines()) for start, end in spans).strip()
