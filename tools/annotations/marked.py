"""Marked text: planning text with its gold records written into it.

One bracket is one quote, so offsets are counted by the machine and never by hand::

    [{云溪大桥}建成通车^op]   ->   text 云溪大桥建成通车, one event, name 云溪大桥, operating

Lines that begin with @@ set what holds for the marks below them and are no part of the text; » is a tab.
The README beside the district texts lists every sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
VALUE_KINDS: Final = {"a": "actual", "t": "target", "f": "forecast"}
POLARITIES: Final = {"no": "not_reached", "x": "cancelled"}
PROJECT_KINDS: Final = {
    "w": "works",
    "f": "facility",
    "i": "investment",
    "a": "area",
    "s": "service",
    "h": "honour",
    "n": "plan",
}
# the head noun of a name says its kind; a mark overrides it with k=
HEADS: Final = (
    ("honour", "景区|示范镇|示范村|卫生镇|文明城|园林城|百强镇|特色镇|达标区|先行区|示范区创建|称号|先进集体"),
    ("service", "托班|门诊|热线|班线|公交线|专线|服务点|服务站点|助餐点|驿站|便民点|集市"),
    (
        "area",
        "新城|片区|组团|城中村|街区|商圈|小镇|功能区|示范区|产业园区|老街|古镇|风貌区|滨江|湖区|商务区|湾|谷|岛|示范带",
    ),
    (
        "facility",
        "学校|小学|中学|幼儿园|医院|中心|馆|院|场|所|公园|绿地|园|社区|苑|公寓|小区|市场|广场|站房|厅|剧场|校区|住房|房|里|基地|综合体|楼|塔|营地|仓|厂房|集宿|家园|花苑|名邸|枢纽|食堂|书房|庭院",
    ),
    (
        "works",
        "路|桥|隧道|线|高速|通道|工程|河|泵站|水厂|厂|管网|管廊|闸|堤|塘|渠|改造|道|段|网|站|快线|地铁|轨|铁路|码头|井|电站|变|池|林|绿廊|绿道|驳岸|水系|浜|湖|标|期|街|管|环|渡|整治|坝",
    ),
    ("investment", "项目|公司|集团|总部|产线|生产线|药业|科技|电子|智造|材料|数据|制造"),
)
_HEADS: Final = tuple(
    (kind, re.compile(f"(?:{heads})(?:[一二三四五六七八九十]+期|项目|工程)?$")) for kind, heads in HEADS
)
_MORE: Final = re.compile("超过|超|突破|以上|不低于|不少于|高于|大于|至少|>=|≥")
_LESS: Final = re.compile("以下|控制在|不超过|不高于|以内|低于|<=|≤")
_ABOUT: Final = re.compile("左右|约|近|余|上下|大约")
_PLAIN: Final = re.compile(r"([\d.]+)\s*(\D*)$")


class MarkError(ValueError):
    """A mark that cannot be read; the message names the text and the place."""


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


@dataclass
class _Open:
    start: int
    names: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)


def read_marked(source: str) -> tuple[str, list[Record], Record]:
    r"""Return the plain text, its records in order of place, and the record of its time frame.

    >>> text, records, _ = read_marked("@@doc x\n@@r 2025\n[{云溪大桥}建成通车^op]。\n")
    >>> text, records[0]["name"], records[0]["stage"], records[0]["year"], records[0]["quote"]
    ('云溪大桥建成通车。\n', '云溪大桥', 'operating', 2025, '云溪大桥建成通车')
    """
    setting = Setting()
    out: list[str] = []
    records: list[Record] = []
    frames: list[Record] = []
    stack: list[_Open] = []
    length = 0

    def put(piece: str) -> None:
        nonlocal length
        out.append(piece)
        length += len(piece)

    i = 0
    while i < len(source):
        char = source[i]
        where = f"{setting.doc}, line {source.count(chr(10), 0, i) + 1}"
        if source.startswith("@@", i) and (i == 0 or source[i - 1] == "\n"):
            end = source.index("\n", i)
            _set(setting, source[i + 2 : end].strip(), where)
            i = end
        elif char == "[":
            stack.append(_Open(length))
        elif char == "{":
            # a printed name may be broken over lines
            end = source.index("}", i)
            if stack:
                stack[-1].names.append(re.sub(r"\s", "", source[i + 1 : end]))
            put(source[i + 1 : end].split("=", maxsplit=1)[0])
            i = end
        elif char == "^":
            end = source.index("]", i)
            if not stack:
                raise MarkError(f"{where}: ^ outside a bracket")
            mark = stack.pop()
            names = mark.names or mark.inner
            if stack:
                stack[-1].inner.extend(names)
            for spec in source[i + 1 : end].split(";"):
                made = _records(spec.strip(), names, setting, where)
                # empty cells at the end of a row are no part of its quote
                quote = "".join(out)[mark.start :]
                start, quote = mark.start + len(quote) - len(quote.lstrip()), quote.strip()
                for record in made:
                    record.update(doc=setting.doc, start=start, end=start + len(quote), quote=quote)
                (frames if spec.strip().startswith("!") else records).extend(made)
            i = end
        elif char in "]}":
            raise MarkError(f"{where}: stray {char}")
        else:
            put("\t" if char == "»" else char)
        i += 1
    if stack:
        raise MarkError(f"{setting.doc}: a bracket stays open")
    head = {"doc": setting.doc, "genre": setting.genre, "district": setting.district}
    frame = head | {"frames": [{k: f[k] for k in ("what", "year", "start", "end", "quote")} for f in frames]}
    return "".join(out), sorted((_ordered(r) for r in records), key=lambda r: (r["start"], r["end"])), frame


def _set(setting: Setting, line: str, where: str) -> None:
    key, _, value = line.partition(" ")
    value = value.strip()
    if key in {"doc", "genre", "district"}:
        setattr(setting, key, value)
    elif key in {"r", "p"}:
        setting.modality = "reported" if key == "r" else "planned"
        setting.year = int(value) if value and value != "-" else None
    elif key == "town":
        setting.places = value.split(",") if value else []
    elif key == "zone":
        zones, _, evidence = value.partition("/")
        setting.zones = zones.split(",") if zones else []
        setting.zone_evidence = evidence or None
    elif key == "table":
        setting.table = value == "on"
    else:
        raise MarkError(f"{where}: unknown setting {key}")


def _records(spec: str, names: list[str], setting: Setting, where: str) -> list[Record]:
    """Return the records of one spec: one figure, one frame, or one event per braced name."""
    parts = spec.split()
    if not parts:
        raise MarkError(f"{where}: an empty spec")
    if parts[0].startswith("!"):
        return [{"what": parts[0][1:], "year": parts[1]}]
    if parts[0].startswith("#"):
        return [_figure(parts, setting, where)]
    picked = [p[2:] for p in parts if p.startswith("n=")] or names
    if not picked:
        raise MarkError(f"{where}: no name for {spec}")
    return [_event(parts, name, setting, where) for name in picked]


def _event(parts: list[str], name_mark: str, setting: Setting, where: str) -> Record:
    shown, _, rest = name_mark.partition("=")
    completed, _, canonical = rest[1:].partition("=") if rest.startswith(">") else ("", "", rest)
    name = completed or shown
    modality, year, polarity, moved = setting.modality, setting.year, "", None
    certain, zones, evidence, amount, kind = True, list(setting.zones), setting.zone_evidence, None, ""
    places, stage = list(setting.places), ""
    for part in parts:
        if part in STAGES:
            stage = STAGES[part]
        elif part in {"r", "p"}:
            modality = "reported" if part == "r" else "planned"
        elif re.fullmatch(r"\d{4}", part):
            year = int(part)
        elif part == "-":
            year = None
        elif part in POLARITIES:
            polarity, modality = POLARITIES[part], "planned"
        elif part.startswith(">"):
            moved = int(part[1:])
        elif part == "?":
            certain = False
        elif part.startswith("@"):
            places = [p for p in part[1:].split(",") if p]
        elif part.startswith("z="):
            printed, _, found = part[2:].partition("/")
            zones, evidence = ([z for z in printed.split(",") if z], found or None)
        elif part.startswith("amt="):
            amount = _amount(part[4:])
        elif part.startswith("k="):
            kind = PROJECT_KINDS[part[2:]]
        elif not part.startswith("n="):
            raise MarkError(f"{where}: what is {part}?")
    if not stage:
        raise MarkError(f"{where}: no stage for {name}")
    return {
        "kind": "project",
        "name": name,
        "canonical": canonical or name,
        "stage": stage,
        "modality": modality,
        "polarity": polarity or ("happened" if modality == "reported" else "planned"),
        "year": year,
        "moved_to": moved,
        "zones": zones,
        "zone_evidence": evidence if zones else None,
        "places": places,
        "district": setting.district,
        "amount": amount,
        "project_kind": kind or kind_of(canonical or name),
        "certain": certain,
    }


def kind_of(name: str) -> str:
    """Return the kind the head noun of a name speaks for; works if no head is known.

    >>> kind_of("云溪小学二期"), kind_of("河口大桥"), kind_of("恒越电子")
    ('facility', 'works', 'investment')
    """
    for kind, head in _HEADS:
        if head.search(name):
            return kind
    return "works"


def _amount(words: str) -> Record:
    what, _, size = words.rpartition(":")
    found = _PLAIN.fullmatch(size)
    if not found:
        raise MarkError(f"amount {words}")
    return {"value": float(found[1]), "unit": found[2], "what": what or "总投资"}


def _figure(parts: list[str], setting: Setting, where: str) -> Record:
    name, shown = parts[0][1:], parts[1].replace("␣", " ")
    kind = "actual" if setting.modality == "reported" else "target"
    period: int | str | None = setting.year
    value: float | None = None
    low = high = None
    unit: str | None = None
    comparator, region, certain, given, table = "", setting.district, True, False, setting.table
    nature = None
    for part in parts[2:]:
        key, _, rest = part.partition("=")
        if part in VALUE_KINDS:
            kind = VALUE_KINDS[part]
        elif part == "?":
            certain = False
        elif key == "v":
            given = True
            if "~" in rest:
                low, high = (float(v) for v in rest.split("~"))
                comparator = "range"
            else:
                value = None if rest == "none" else float(rest)
        elif key == "u":
            unit = None if rest == "none" else rest
        elif key == "c":
            comparator = rest + "=" if rest in {"<", ">"} else rest or "="
        elif key == "g":
            region = rest
        elif key == "nature":
            nature = rest
        elif re.fullmatch(r"\d{4}(-\d\d(/\d\d)?|-\d{4})?", part):
            period = int(part) if part.isdigit() else part
        elif part == "-":
            period = None
        else:
            raise MarkError(f"{where}: what is {part} of {name}?")
    if not given:
        plain = _PLAIN.search(re.sub("以上|以下|以内|左右|上下", "", shown.replace(",", "")))
        if not plain:
            raise MarkError(f"{where}: give v= for {shown}")
        value, unit = float(plain[1]), unit or plain[2].replace("余", "").strip() or None
    comparator = comparator or _comparator(shown)
    record = {
        "kind": "indicator",
        "name": name,
        "region": region,
        "period": period,
        "value_kind": kind,
        "value": int(value) if value is not None and value == int(value) else value,
        "value_text": shown,
        "unit": unit,
        "comparator": comparator,
        "nature": nature,
        "table": table,
        "certain": certain,
    }
    return record | ({"value_low": low, "value_high": high} if low is not None else {})


def _comparator(shown: str) -> str:
    # 不低于 holds 低于, so the larger side is asked first
    for sign, words in ((">=", _MORE), ("<=", _LESS), ("~", _ABOUT)):
        if words.search(shown):
            return sign
    return "="


def _ordered(record: Record) -> Record:
    first = ("kind", "doc", "start", "end", "quote")
    return {k: record[k] for k in first} | {k: v for k, v in record.items() if k not in first}
