"""Marked text: planning text with its gold records written into it.

One bracket is one quote, so offsets are counted by the machine and never by hand::

    [{云溪大桥}建成通车^op]   ->   text 云溪大桥建成通车, one event, name 云溪大桥, operating

Lines that begin with @@ set what holds for the marks below them and are no part of the text; » is a tab.
The README beside the district texts lists every sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tools.annotations.marks_specs import MarkError, Record, Setting, records_of_spec

REACH = 90  # characters a sentence may run between the name and a later clause that tells of it


@dataclass
class _Bracket:
    start: int
    names: list[str] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)


@dataclass
class _Reader:
    """One pass over a marked source; `text` grows while brackets open and close."""

    source: str
    at: int = 0
    text: str = ""
    setting: Setting = field(default_factory=Setting)
    stack: list[_Bracket] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    frames: list[Record] = field(default_factory=list)

    def read(self) -> None:
        while self.at < len(self.source):
            char = self.source[self.at]
            if self.source.startswith("@@", self.at) and self.source[self.at - 1 : self.at] in {"", "\n"}:
                line = self._up_to("\n")
                self.setting.read(line[2:].strip(), self.where)
            elif char == "[":
                self.stack.append(_Bracket(len(self.text)))
            elif char == "{":
                self._name(self._up_to("}")[1:])
            elif char == "^":
                self._close(self._up_to("]")[1:])
            elif char in "]}":
                raise MarkError(f"{self.where}: stray {char}")
            else:
                self.text += "\t" if char == "»" else char
            self.at += 1
        if self.stack:
            raise MarkError(f"{self.setting.doc}: a bracket stays open")

    @property
    def where(self) -> str:
        return f"{self.setting.doc}, line {self.source.count(chr(10), 0, self.at) + 1}"

    def _up_to(self, sign: str) -> str:
        end = self.source.find(sign, self.at)
        if end < 0:
            raise MarkError(f"{self.where}: no {sign!r} follows")
        found, self.at = self.source[self.at : end], end
        return found

    def _name(self, mark: str) -> None:
        # a printed name may be broken over lines
        if self.stack:
            self.stack[-1].names.append(re.sub(r"\s", "", mark))
        self.text += mark.split("=", maxsplit=1)[0]

    def _close(self, specs: str) -> None:
        if not self.stack:
            raise MarkError(f"{self.where}: ^ outside a bracket")
        bracket = self.stack.pop()
        names = bracket.names or bracket.inner
        if self.stack:
            self.stack[-1].inner.extend(names)
        # empty cells at the end of a row are no part of its quote
        quote = self.text[bracket.start :]
        start, end = bracket.start + len(quote) - len(quote.lstrip()), bracket.start + len(quote.rstrip())
        for spec in specs.split(";"):
            for record in records_of_spec(spec, names, self.setting, self.where):
                frame = record["kind"] == "frame"
                first = _reach_name(self.text, start, end, record) if record["kind"] == "project" else start
                span = {"doc": self.setting.doc, "start": first, "end": end, "quote": self.text[first:end]}
                (self.frames if frame else self.records).append({"kind": record["kind"]} | span | record)


def _reach_name(text: str, start: int, end: int, record: Record) -> int:
    """Return where a quote must begin to hold the name its sentence gave in an earlier clause."""
    name = record["name"]
    if name in text[start:end]:
        return start
    found = text.rfind(name, max(0, start - REACH), start)
    return start if found < 0 or re.search("[。\n]", text[found:start]) else found


def read_marked(source: str) -> tuple[str, list[Record], Record]:
    r"""Return the plain text, its records in order of place, and the record of its time frames.

    >>> text, records, _ = read_marked("@@doc x\n@@r 2025\n[{云溪大桥}建成通车^op]。\n")
    >>> text, records[0]["name"], records[0]["stage"], records[0]["year"], records[0]["quote"]
    ('云溪大桥建成通车。\n', '云溪大桥', 'operating', 2025, '云溪大桥建成通车')
    """
    reader = _Reader(source)
    reader.read()
    setting = reader.setting
    frames = [{key: f[key] for key in ("what", "year", "start", "end", "quote")} for f in reader.frames]
    document = {"doc": setting.doc, "genre": setting.genre, "district": setting.district, "frames": frames}
    # a sort that keeps the order of the specs of one quote
    return reader.text, sorted(reader.records, key=lambda r: (r["start"], r["end"])), document
