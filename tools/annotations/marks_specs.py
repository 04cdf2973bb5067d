"""What stands behind the ^ of a mark: one event, one figure or one time frame, read into a gold record."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

Record = dict[str, Any]

STAGES: Final = {
    "pl": "planned",
    "pr": "prepared",
    "st": "started",
    "bd": "building",
    "to": "topped_out",
    "cp": "completed",
    "op": "operating",
}
MODALITIES: Final = {"r": "reported", "p": "planned"}
POLARITIES: Final = {"no": "not_reached", "x": "cancelled"}
VALUE_KINDS: Final = {"a": "actual", "t": "target", "f": "forecast"}
PROJECT_KINDS: Final = {
    "w": "works",
    "f": "facility",
    "i": "investment",
    "a": "area",
    "s": "service",
    "h": "honour",
    "n": "plan",
}
_KINDS_FILE: Final = Path(__file__).parent / "district" / "kinds.toml"
_MORE: Final = re.compile("超过|超|突破|以上|不低于|不少于|高于|大于|至少|>=|≥")
_LESS: Final = re.compile("以下|控制在|不超过|不高于|以内|低于|<=|≤")
_ABOUT: Final = re.compile("左右|约|近|余|上下|大约")
_PLAIN: Final = re.compile(r"([\d.]+)\s*(\D*)$")
_PERIOD: Final = re.compile(r"\d{4}(-\d\d(/\d\d)?|-\d{4})?")


class MarkError(ValueError):
    """A mark that cannot be read; the message names the text and the line."""


@dataclass
class Setting:
    """What holds for the marks that follow: set by @@ lines."""

    doc: str = ""
    genre: str = ""
    district: str = ""
    modality: str = "reported"
    year: int | None = None
    places: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    zone_evidence: str | None = None
    table: bool = False

    def read(self, line: str, where: str) -> None:
        """Raise MarkError on a setting nobody knows, else take it."""
        key, _, value = line.partition(" ")
        value = value.strip()
        if key in {"doc", "genre", "district"}:
            setattr(self, key, value)
        elif key in MODALITIES:
            self.modality, self.year = MODALITIES[key], int(value) if value not in {"", "-"} else None
        elif key == "town":
            self.places = value.split(",") if value else []
        elif key == "zone":
            self.zones, self.zone_evidence = _zones(value)
        elif key == "table":
            self.table = value == "on"
        else:
            raise MarkError(f"{where}: unknown setting {key}")


def records_of_spec(spec: str, names: list[str], setting: Setting, where: str) -> list[Record]:
    """Return the records of one spec: one figure, one frame, or one event per name."""
    parts = spec.split()
    if not parts:
        raise MarkError(f"{where}: an empty spec")
    if parts[0].startswith("!"):
        return [{"kind": "frame", "what": parts[0][1:], "year": int(parts[1])}]
    if parts[0].startswith("#"):
        return [_figure(parts, setting, where)]
    picked = [p[2:] for p in parts if p.startswith("n=")] or names
    if not picked:
        raise MarkError(f"{where}: no name for {spec}")
    rest = [p for p in parts if not p.startswith("n=")]
    return [_event(rest, name, setting, where) for name in picked]


def _event(parts: list[str], name_mark: str, setting: Setting, where: str) -> Record:
    name, canonical = _name(name_mark)
    found: Record = {
        "stage": "",
        "modality": setting.modality,
        "polarity": "",
        "year": setting.year,
        "moved_to": None,
        "zones": list(setting.zones),
        "zone_evidence": setting.zone_evidence,
        "places": list(setting.places),
        "district": setting.district,
        "amount": None,
        "project_kind": kind_of(canonical),
        "certain": True,
    }
    for part in parts:
        found.update(_event_field(part, where))
    if not found["stage"]:
        raise MarkError(f"{where}: no stage for {name}")
    found["polarity"] = found["polarity"] or ("happened" if found["modality"] == "reported" else "planned")
    return {"kind": "project", "name": name, "canonical": canonical} | found


def _name(mark: str) -> tuple[str, str]:
    """Return name and canonical of printed, printed=canonical, printed=>name or printed=>name=canonical."""
    printed, _, rest = mark.partition("=")
    if rest.startswith(">"):
        name, _, canonical = rest[1:].partition("=")
    else:
        name, canonical = printed, rest
    return name, canonical or name


def _event_field(part: str, where: str) -> Record:
    words: dict[str, Record] = {
        "-": {"year": None},
        "?": {"certain": False},
        **{code: {"stage": stage} for code, stage in STAGES.items()},
        **{code: {"modality": modality} for code, modality in MODALITIES.items()},
        **{code: {"polarity": polarity, "modality": "planned"} for code, polarity in POLARITIES.items()},
    }
    if part in words:
        return words[part]
    if re.fullmatch(r"\d{4}", part):
        return {"year": int(part)}
    if re.fullmatch(r">\d{4}", part):
        return {"moved_to": int(part[1:])}
    if part.startswith("@"):
        return {"places": [p for p in part[1:].split(",") if p]}
    key, _, value = part.partition("=")
    if key == "z":
        zones, evidence = _zones(value)
        return {"zones": zones, "zone_evidence": evidence}
    if key == "amt":
        return {"amount": _amount(value, where)}
    if key == "k" and value in PROJECT_KINDS:
        return {"project_kind": PROJECT_KINDS[value]}
    raise MarkError(f"{where}: what is {part}?")


def _zones(value: str) -> tuple[list[str], str | None]:
    zones, _, evidence = value.partition("/")
    return [z for z in zones.split(",") if z], evidence or None


def _amount(words: str, where: str) -> Record:
    what, _, size = words.rpartition(":")
    found = _PLAIN.fullmatch(size)
    if not found:
        raise MarkError(f"{where}: amount {words}")
    return {"value": float(found[1]), "unit": found[2], "what": what or "总投资"}


def _figure(parts: list[str], setting: Setting, where: str) -> Record:
    shown = parts[1].replace("␣", " ")
    found: Record = {
        "region": setting.district,
        "period": setting.year,
        "value_kind": "actual" if setting.modality == "reported" else "target",
        "value": None,
        "value_text": shown,
        "unit": None,
        "comparator": _comparator(shown),
        "nature": None,
        "table": setting.table,
        "certain": True,
    }
    given = [_figure_field(part, where) for part in parts[2:]]
    if not any("value" in one for one in given):
        plain = _PLAIN.search(re.sub("以上|以下|以内|左右|上下", "", shown.replace(",", "")))
        if not plain:
            raise MarkError(f"{where}: give v= for {shown}")
        found |= {"value": _number(plain[1]), "unit": plain[2].replace("余", "").strip() or None}
    for one in given:
        found |= one
    return {"kind": "indicator", "name": parts[0][1:]} | found


def _figure_field(part: str, where: str) -> Record:
    if part in VALUE_KINDS:
        return {"value_kind": VALUE_KINDS[part]}
    if part in {"?", "-"}:
        return {"certain": False} if part == "?" else {"period": None}
    if _PERIOD.fullmatch(part):
        return {"period": int(part) if part.isdigit() else part}
    key, _, value = part.partition("=")
    if key == "v" and "~" in value:
        low, high = (_number(v) for v in value.split("~"))
        return {"value": None, "value_low": low, "value_high": high, "comparator": "range"}
    fields: dict[str, Record] = {
        "v": {"value": None if value in {"", "none"} else _number(value) if key == "v" else None},
        "u": {"unit": None if value == "none" else value},
        "c": {"comparator": value + "=" if value in {"<", ">"} else value},
        "g": {"region": value},
        "nature": {"nature": value},
    }
    if key not in fields or not value:
        raise MarkError(f"{where}: what is {part}?")
    return fields[key]


def _number(words: str) -> int | float:
    value = float(words)
    return int(value) if value == int(value) else value


def _comparator(shown: str) -> str:
    # 不低于 holds 低于, so the larger side is asked first
    for sign, words in ((">=", _MORE), ("<=", _LESS), ("~", _ABOUT)):
        if words.search(shown):
            return sign
    return "="


@cache
def _kinds() -> tuple[dict[str, str], tuple[tuple[str, re.Pattern[str]], ...]]:
    kinds = tomllib.loads(_KINDS_FILE.read_text(encoding="utf-8"))
    named = {name: kind for kind, names in kinds["names"].items() for name in names}
    tail = "(?:[一二三四五六七八九十]+期|项目|工程)?$"
    heads = tuple((kind, re.compile(f"(?:{'|'.join(words)}){tail}")) for kind, words in kinds["heads"].items())
    return named, heads


def kind_of(name: str) -> str:
    """Return the kind the head noun of a name speaks for; works if no head is known.

    >>> kind_of("云溪小学二期"), kind_of("河口大桥"), kind_of("恒越电子")
    ('facility', 'works', 'investment')
    """
    named, heads = _kinds()
    return named.get(name) or next((kind for kind, head in heads if head.search(name)), "works")
