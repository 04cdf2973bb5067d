"""The words of one paragraph: what is printed with all changes accepted, and what hangs on it (boxes, notes)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mapapp.documents.docx.markup import REMOVED, child, chosen, is_on, name_of, value_of
from mapapp.documents.docx.styles import Style, Styles

# Elements that hold no words of the text: properties, codes of fields, readings above characters.
_WORDLESS: Final = frozenset({"rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "sectPr", "sdtPr", "rubyPr"})
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_SAMPLE: Final = 24


@dataclass(slots=True)
class Unread:
    """What was met and not read: how often, and the first words of each kind."""

    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, str] = field(default_factory=dict)

    def note(self, kind: str, words: str) -> None:
        """Count one piece of a kind."""
        if words.strip():
            self.counts[kind] += 1
            self.samples.setdefault(kind, words.strip()[:_LONGEST_SAMPLE])


@dataclass(slots=True)
class ParagraphText:
    """What one paragraph says, and what hangs on it: contents of text boxes, numbers of foot- and endnotes."""

    words: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the words in one string."""
        return "".join(self.words)


class RunReader:
    """Read paragraphs of one document; `unread` collects what was left out, notes are numbered as they come."""

    def __init__(self, styles: Styles) -> None:
        """Start with no note read and nothing left out."""
        self.unread = Unread()
        self._styles = styles
        self._note_numbers: dict[tuple[str, str], int] = {}

    def read(self, paragraph: etree._Element) -> tuple[ParagraphText, Style]:
        """Return the words of a paragraph and its style."""
        style = self._styles.paragraph(child(paragraph, "pPr"))
        found = ParagraphText()
        for item in paragraph:
            self._read(item, found, style)
        return found, style

    def _read(self, element: etree._Element, found: ParagraphText, style: Style) -> None:
        """Read one element inside a paragraph."""
        name = name_of(element)
        if name in _WORDLESS or name in REMOVED or not name:
            return
        if name == "r":
            self._read_run(element, found, style)
        elif name == "AlternateContent":
            for item in chosen(element):
                self._read(item, found, style)
        elif name == "txbxContent":
            found.boxes.append(element)
        elif name == "sdt" and is_on(child(element, "sdtPr"), "showingPlcHdr"):
            return
        else:
            found.words.append(self._own_words(element, name, found))
            for item in element:
                self._read(item, found, style)

    def _read_run(self, run: etree._Element, found: ParagraphText, style: Style) -> None:
        """Read a run unless its words are hidden or struck through; boxes and notes that hang on it stay."""
        hidden, struck = self._styles.shown(child(run, "rPr"), style)
        if not hidden and not struck:
            for item in run:
                self._read(item, found, style)
            return
        aside = ParagraphText()
        for item in run:
            self._read(item, aside, style)
        self.unread.note("hidden" if hidden else "struck", aside.text)
        if not hidden:
            found.boxes.extend(aside.boxes)

    def _own_words(self, element: etree._Element, name: str, found: ParagraphText) -> str:
        """Return what an element itself prints."""
        if name == "t":
            return element.text or ""
        if name in {"tab", "ptab"}:
            return "\t"
        if name == "br":
            return "\n" if value_of(element, "type") in {None, "textWrapping"} else ""
        if name in {"footnoteReference", "endnoteReference"}:
            return self._note_mark(element, name.removesuffix("Reference"), found)
        return {"cr": "\n", "noBreakHyphen": "-"}.get(name, "")

    def _note_mark(self, element: etree._Element, kind: str, found: ParagraphText) -> str:
        """Return the small number of a note and remember to print the note."""
        identity = value_of(element, "id") or ""
        key = (kind, identity)
        if key not in self._note_numbers:
            self._note_numbers[key] = len(self._note_numbers) + 1
            found.notes.append(key)
        return str(self._note_numbers[key]).translate(_SUPERSCRIPTS)

    def note_number(self, key: tuple[str, str]) -> str:
        """Return the number of a note as it is printed."""
        return str(self._note_numbers[key]).translate(_SUPERSCRIPTS)
