"""Names in WordprocessingML, whatever edition wrote them."""

import pytest
from lxml import etree

from mapapp.documents.docx.markup import child, is_on, name_of, number_of, unwrapped, value_of
from tests.documents.docx.word import NAMES, box, control, ins, p


def parse(inner):
    return etree.fromstring(f"<w:body {NAMES}>{inner}</w:body>".encode())


def names(element):
    return [name_of(item) for item in element]


def test_a_name_is_known_in_the_strict_and_the_usual_edition():
    strict = etree.fromstring(b'<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" x:val="3"/>')
    assert (name_of(strict), value_of(strict), number_of(strict)) == ("p", "3", 3)
    assert name_of(etree.Comment("甲")) == ""


@pytest.mark.parametrize(("written", "number"), [("12", 12), ("-1", -1), ("1.5", None), ("甲", None), ("", None)])
def test_a_number_that_is_none_is_none(written, number):
    assert number_of(child(parse(f'<w:ilvl w:val="{written}"/>'), "ilvl")) == number


def test_what_is_not_there_has_no_value():
    assert value_of(None) is None
    assert number_of(None) is None
    assert child(None, "p") is None
    assert is_on(None, "b") is None


@pytest.mark.parametrize(
    ("markup", "on"),
    [
        ("<w:vanish/>", True),
        ('<w:vanish w:val="1"/>', True),
        ('<w:vanish w:val="OFF"/>', False),
        ('<w:vanish w:val="0"/>', False),
        ("", None),
    ],
)
def test_a_switch_is_on_unless_it_says_off(markup, on):
    assert is_on(parse(markup), "vanish") is on


def test_wrappers_are_looked_through_and_what_is_removed_is_not_there():
    body = parse(p("甲") + control(p("乙")) + ins(p("丙")) + f"<w:moveFrom>{p('丁')}</w:moveFrom>")
    read = [item for item in unwrapped(body) if name_of(item) == "p"]
    assert ["".join(item.itertext()) for item in read] == ["甲", "乙", "丙"]


def test_what_the_template_asks_for_is_nothing_the_author_wrote():
    assert list(unwrapped(parse(control(p("单击此处输入文字"), properties="<w:showingPlcHdr/>")))) == []


def test_of_two_forms_of_one_box_one_is_read():
    inside = list(unwrapped(parse(box(p("甲")).removeprefix("<w:r>").removesuffix("</w:r>"))))
    assert names(inside) == ["drawing"]
