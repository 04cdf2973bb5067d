"""Styles of a docx: what a style says of headings, of hidden and struck words, of numbered lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from mapapp.documents.docx.markup import child, is_on, name_of, number_of, value_of

_HEADING_NAME: Final = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_CONTENTS_NAME: Final = re.compile(r"(?:toc|目录)\s*\d?", re.IGNORECASE)
_TITLE_NAMES: Final = frozenset({"title", "标题"})
# Styles build on one another; a ring of them must end.
_DEEPEST_CHAIN: Final = 20
_HEADING_LEVELS: Final = 6


@dataclass(frozen=True, slots=True)
class Style:
    """What a style adds up to with the styles it builds on.

    `marks` are the # of its heading (0 for none); `hidden` and `struck` are None where no style says; `list_id` and
    `list_level` its numbered list.
    """

    marks: int = 0
    contents: bool = False
    hidden: bool | None = None
    struck: bool | None = None
    list_id: int | None = None
    list_level: int | None = None


PLAIN: Final = Style()


class Styles:
    """The styles of one document, by id."""

    def __init__(self, tree: etree._Element | None) -> None:
        """Index the styles; without a part of styles everything is plain."""
        self._elements: dict[str, etree._Element] = {}
        self._found: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}
        for element in tree if tree is not None else ():
            identity = value_of(element, "styleId")
            if name_of(element) == "style" and identity is not None:
                self._elements[identity] = element
                if value_of(element, "default") in {"1", "true", "on"}:
                    self._defaults[value_of(element, "type") or ""] = identity

    def paragraph(self, properties: etree._Element | None) -> Style:
        """Return the style of a paragraph, its own properties included."""
        identity = value_of(child(properties, "pStyle")) or self._defaults.get("paragraph")
        style = self._style(identity, 0) if identity else PLAIN
        return _with_own(style, properties) if properties is not None else style

    def shown(self, properties: etree._Element | None, paragraph: Style) -> tuple[bool, bool]:
        """Return whether a run is hidden and whether it is struck through."""
        identity = value_of(child(properties, "rStyle"))
        run = self._style(identity, 0) if identity else PLAIN
        hidden, struck = _hidden(properties), _struck(properties)
        return (
            bool(_first(hidden, run.hidden, paragraph.hidden)),
            bool(_first(struck, run.struck, paragraph.struck)),
        )

    def _style(self, identity: str, depth: int) -> Style:
        """Return a style with what it builds on."""
        if identity in self._found:
            return self._found[identity]
        element = self._elements.get(identity)
        if element is None or depth > _DEEPEST_CHAIN:
            return PLAIN
        base = value_of(child(element, "basedOn"))
        below = self._style(base, depth + 1) if base and base != identity else PLAIN
        name = (value_of(child(element, "name")) or "").strip()
        heading = _HEADING_NAME.fullmatch(name)
        run = child(element, "rPr")
        style = Style(
            marks=int(heading.group(1)) + 1 if heading else 1 if name.lower() in _TITLE_NAMES else below.marks,
            contents=bool(_CONTENTS_NAME.fullmatch(name)) or below.contents,
            hidden=_first(_hidden(run), below.hidden),
            struck=_first(_struck(run), below.struck),
            list_id=below.list_id,
            list_level=below.list_level,
        )
        style = _with_own(style, child(element, "pPr"))
        self._found[identity] = style
        return style


def _with_own(style: Style, properties: etree._Element | None) -> Style:
    """Return a style with the outline level and the list that paragraph properties name."""
    outline = number_of(child(properties, "outlineLvl"))
    numbering = child(properties, "numPr")
    listed = number_of(child(numbering, "numId"))
    level = number_of(child(numbering, "ilvl"))
    marks = style.marks
    if outline is not None:
        marks = outline + 2 if outline < _HEADING_LEVELS else 0
    return Style(
        marks=marks,
        contents=style.contents,
        hidden=style.hidden,
        struck=style.struck,
        list_id=style.list_id if listed is None else listed,
        list_level=style.list_level if level is None else level,
    )


def _hidden(properties: etree._Element | None) -> bool | None:
    """Return whether run properties hide their words."""
    return is_on(properties, "vanish")


def _struck(properties: etree._Element | None) -> bool | None:
    """Return whether run properties strike their words through, once or twice."""
    return _first(is_on(properties, "strike") or is_on(properties, "dstrike"), is_on(properties, "strike"))


def _first(*said: bool | None) -> bool | None:
    """Return the first answer that is one."""
    return next((answer for answer in said if answer is not None), None)
