"""Names in WordprocessingML: elements and attributes by their local names, whatever edition of the format wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

# What stands round blocks, rows, cells or runs without being one itself.
WRAPPERS: Final = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple"})
REMOVED: Final = frozenset({"del", "moveFrom"})
_OFF: Final = frozenset({"0", "false", "off", "none"})


def name_of(element: etree._Element) -> str:
    """Return the local name of an element; empty for comments, entities and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element | None, attribute: str = "val") -> str | None:
    """Return an attribute by its local name, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == attribute:
            return str(value)
    return None


def number_of(element: etree._Element | None, attribute: str = "val") -> int | None:
    """Return an attribute as a whole number; None when it is none."""
    words = value_of(element, attribute)
    try:
        return int(words) if words is not None else None
    except ValueError:
        return None


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, or None."""
    if element is None:
        return None
    return next((item for item in element if name_of(item) == name), None)


def is_on(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property that can be switched is on; None when it is not mentioned."""
    found = child(properties, name)
    return None if found is None else (value_of(found) or "true").lower() not in _OFF


def chosen(alternate: etree._Element) -> Iterator[etree._Element]:
    """Return the content of the first choice of an mc:AlternateContent that has any; both say the same words."""
    for name in ("Choice", "Fallback"):
        option = child(alternate, name)
        if option is not None and len(option):
            yield from option
            return


def unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    """Return the children of a container of blocks, rows or cells, looking through wrappers, without what is removed."""
    for item in element:
        name = name_of(item)
        if name == "AlternateContent":
            yield from chosen(item)
        elif name == "sdt" and is_on(child(item, "sdtPr"), "showingPlcHdr"):
            continue  # 单击此处输入文字 is what the template says, not the author
        elif name in WRAPPERS:
            yield from unwrapped(item)
        elif name not in REMOVED:
            yield item
